package dev.kith.cli.backup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.api.backup.BackupLine;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.terminal.Progress;
import dev.kith.cli.terminal.Units;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kith backup}: the whole network in one file. */
@Command(
        name = "backup",
        description = {
            "Write all documents of all collections, with their passages and vectors, into one file"
                    + " while the network goes on; - for the standard output.",
            "The file appears when it is whole, and only you may read it. `kith restore` brings it"
                    + " into this or any other network.",
            "With --json an object: file, documents, pending, missing, passages, bytes, seconds,"
                    + " sha256, not_read."
        })
public final class BackupCommand implements Callable<Integer> {
    private static final int SHOWN_MAX = 10;

    private final Globals globals;

    @Parameters(paramLabel = "FILE", description = "What to write; - for stdout.")
    private String file = "";

    public BackupCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        boolean toStdout = file.equals("-");
        if (toStdout && globals.json()) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "--json and - both want the standard output: name a file, or leave one out");
        }
        if (toStdout && globals.console().outTerminal()) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE,
                    "a backup is nothing for a screen: name a file, or send it on with |");
        }
        BackupLine.End end;
        List<BackupLine.Missing> missing;
        Duration elapsed;
        try (AgentClient client = globals.client();
                Progress progress =
                        new Progress(globals.console(), globals.surroundings().clock())) {
            client.get("/v1/network").orFail();
            try (Target target = Target.of(file, globals.console())) {
                Download download = new Download(client, target, progress);
                end = download.run(globals.agents().size());
                missing = download.missing();
            }
            elapsed = progress.elapsed();
        }
        report(end, missing, elapsed, toStdout);
        return (missing.isEmpty() ? ExitCode.DONE : ExitCode.PARTIAL).number();
    }

    private void report(
            BackupLine.End end,
            List<BackupLine.Missing> missing,
            Duration elapsed,
            boolean toStdout) {
        if (globals.json()) {
            globals.print(json(end, missing, elapsed).toString());
            return;
        }
        for (BackupLine.Missing lost : missing.subList(0, Math.min(SHOWN_MAX, missing.size()))) {
            globals.note(
                    globals.errStyle().bad("not read ")
                            + lost.id()
                            + " in "
                            + lost.collection()
                            + ": "
                            + lost.reason());
        }
        if (end.missing() > SHOWN_MAX) {
            globals.note("and " + Units.count(end.missing() - SHOWN_MAX) + " more not read");
        }
        String pending =
                end.pending() == 0
                        ? ""
                        : " and " + Units.count(end.pending()) + " that still wait for their index";
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        String line =
                Units.count(end.documents(), "document")
                        + pending
                        + " in "
                        + (toStdout ? "the backup" : file)
                        + ": "
                        + Units.bytes(end.bytes())
                        + " in "
                        + Units.time(elapsed)
                        + " ("
                        + Units.bytes(Math.round(end.bytes() / seconds))
                        + "/s)";
        if (toStdout) globals.note(line);
        else globals.print(globals.style().good("Backed up ") + line);
    }

    private ObjectNode json(
            BackupLine.End end, List<BackupLine.Missing> missing, Duration elapsed) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", file);
        node.put("documents", end.documents());
        node.put("pending", end.pending());
        node.put("missing", end.missing());
        node.put("passages", end.chunks());
        node.put("bytes", end.bytes());
        node.put("seconds", elapsed.toMillis() / 1000.0);
        node.put("sha256", end.sha256());
        ArrayNode lost = node.putArray("not_read");
        for (BackupLine.Missing one : missing) {
            lost.addObject()
                    .put("id", one.id())
                    .put("collection", one.collection())
                    .put("reason", one.reason());
        }
        return node;
    }
}
