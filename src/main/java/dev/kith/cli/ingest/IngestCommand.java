package dev.kith.cli.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.source.Sources;
import dev.kith.cli.terminal.Progress;
import dev.kith.cli.terminal.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith ingest}: files, folders and lines become searchable documents. */
@Command(
        name = "ingest",
        description = {
            "Bring documents to the network: files, folders with all below, patterns, or - for the"
                    + " standard input.",
            "Reads .txt .md .rst .html, and .jsonl .ndjson (also .gz) with a document on each line:"
                    + " {\"id\", \"title\", \"text\"}. A file's id is its path within the given"
                    + " folder. Sending the same again is safe.",
            "With --json an object: documents, failed, skipped, bytes, seconds, failures."
        })
public final class IngestCommand implements Callable<Integer> {
    private static final int SHOWN_FAILURES_MAX = 10;

    private final Globals globals;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "What to read; - for stdin.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--id-prefix",
            paramLabel = "TEXT",
            description = "Put before the id of every document.")
    private String idPrefix = "";

    @Option(names = "--id", paramLabel = "ID", description = "The id of what comes from stdin.")
    private @Nullable String id;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "plain, markdown, restructured or html, instead of going by endings.")
    private @Nullable String format;

    @Option(names = "--ndjson", description = "The standard input has a document on each line.")
    private boolean ndjson;

    @Option(
            names = "--no-wait",
            description = "End when all is accepted and safe, not when it can be searched.")
    private boolean noWait;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "Give up after so long without progress, default ${DEFAULT-VALUE}.")
    private long patience = 300;

    public IngestCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        Sources.Extent extent = Sources.measure(paths);
        Tally tally = new Tally();
        Duration elapsed;
        try (AgentClient client = globals.client();
                Progress progress =
                        new Progress(globals.console(), globals.surroundings().clock())) {
            client.get("/v1/network");
            IngestRun run = new IngestRun(globals.surroundings(), client, tally, progress);
            run.run(
                    paths,
                    new Sources.Wishes(
                            idPrefix,
                            Optional.ofNullable(id),
                            Optional.ofNullable(format),
                            globals.collection(),
                            ndjson),
                    BulkIngest.Limits.standard(Duration.ofSeconds(patience), !noWait),
                    extent.bytes());
            elapsed = progress.elapsed();
        }
        report(tally.counts(), extent, elapsed);
        Tally.Counts counts = tally.counts();
        return (counts.failed() + counts.skipped() > 0 ? ExitCode.FAILED : ExitCode.DONE).number();
    }

    private void report(Tally.Counts counts, Sources.Extent extent, Duration elapsed) {
        if (globals.json()) {
            globals.print(json(counts, elapsed).toString());
            return;
        }
        for (Tally.Failed failed :
                counts.failures()
                        .subList(0, Math.min(SHOWN_FAILURES_MAX, counts.failures().size()))) {
            globals.note(
                    globals.errStyle().bad("not taken ") + failed.name() + ": " + failed.reason());
        }
        long all = counts.failed() + counts.skipped();
        if (all > SHOWN_FAILURES_MAX) {
            globals.note("and " + Units.count(all - SHOWN_FAILURES_MAX) + " more not taken");
        }
        if (extent.passedOver() > 0) {
            globals.note(Units.count(extent.passedOver(), "file") + " of other kinds passed over");
        }
        globals.print(
                globals.style().good(Units.count(counts.done(), "document"))
                        + (noWait ? " accepted in " : " searchable in ")
                        + Units.time(elapsed)
                        + " ("
                        + counts.rates(elapsed)
                        + ")"
                        + (all > 0
                                ? ", " + globals.style().bad(Units.count(all) + " not taken")
                                : ""));
    }

    private static ObjectNode json(Tally.Counts counts, Duration elapsed) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("documents", counts.done());
        node.put("failed", counts.failed());
        node.put("skipped", counts.skipped());
        node.put("bytes", counts.textBytes());
        node.put("seconds", elapsed.toMillis() / 1000.0);
        ArrayNode failures = node.putArray("failures");
        for (Tally.Failed failed : counts.failures()) {
            failures.addObject().put("name", failed.name()).put("reason", failed.reason());
        }
        return node;
    }
}
