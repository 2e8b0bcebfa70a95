package dev.kith.cli.backup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.ingest.Patience;
import dev.kith.cli.terminal.Progress;
import dev.kith.cli.terminal.Units;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kith restore}: what a backup holds comes into a network. */
@Command(
        name = "restore",
        description = {
            "Bring what a backup holds into a network, whatever its size; - for the standard"
                    + " input.",
            "The whole file is checked before any of it is sent. Doing it again is safe, also after"
                    + " an interruption. Vectors are used where the network has the same model;"
                    + " otherwise documents are embedded anew. What is newer in the network stays.",
            "With --json an object: restored, ingesting, unchanged, newer, deleted, failed, bytes,"
                    + " seconds, failures; with --check: whole, network, began, documents, pending,"
                    + " missing, passages, bytes, sha256."
        })
public final class RestoreCommand implements Callable<Integer> {
    private static final int SHOWN_MAX = 10;

    private final Globals globals;

    @Parameters(paramLabel = "FILE", description = "A file of `kith backup`; - for stdin.")
    private String file = "";

    @Option(
            names = "--replace",
            description = "What the backup has wins, also over what is newer or was deleted.")
    private boolean replace;

    @Option(names = "--anew", description = "Embed everything anew, whatever vectors it has.")
    private boolean anew;

    @Option(names = "--check", description = "Only check the file, and say what is in it.")
    private boolean checkOnly;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "Give up after so long without progress, default ${DEFAULT-VALUE}.")
    private long patience = 300;

    public RestoreCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        try (Archive archive =
                        file.equals("-")
                                ? Archive.spooled(globals.console().in())
                                : Archive.open(Path.of(file));
                Progress progress =
                        new Progress(globals.console(), globals.surroundings().clock())) {
            long bytes = Math.max(1, archive.bytes());
            Archive.Contents contents =
                    archive.check(at ->
                            progress.show((double) at / bytes, "checking " + Units.bytes(at)));
            progress.clear();
            if (checkOnly) {
                found(contents);
                return ExitCode.DONE.number();
            }
            return restore(archive);
        }
    }

    private int restore(Archive archive) {
        Tally tally = new Tally();
        Duration elapsed;
        try (AgentClient client = globals.client();
                Progress progress =
                        new Progress(globals.console(), globals.surroundings().clock())) {
            client.get("/v1/network").orFail();
            long all = Math.max(1, archive.bytes());
            var sender =
                    new BatchSender(
                            client,
                            archive,
                            "/v1/restore?replace=" + replace + "&anew=" + anew,
                            new Patience(globals.surroundings(), Duration.ofSeconds(patience)),
                            tally,
                            () -> show(progress, tally, all));
            try (RestoreRun run = new RestoreRun(archive, sender)) {
                run.run();
            }
            elapsed = progress.elapsed();
        }
        if (globals.json()) globals.print(json(tally, elapsed).toString());
        else report(tally, elapsed);
        boolean failed = tally.count(Tally.State.FAILED) > 0;
        return (failed ? ExitCode.FAILED : ExitCode.DONE).number();
    }

    private static void show(Progress progress, Tally tally, long all) {
        double seconds = Math.max(0.001, progress.elapsed().toMillis() / 1000.0);
        String rate =
                tally.trouble().isEmpty()
                        ? Units.rate(tally.all() / seconds)
                                + " documents/s, "
                                + Units.bytes(Math.round(tally.bytes() / seconds))
                                + "/s"
                        : tally.trouble() + "; trying again";
        progress.show(
                (double) tally.bytes() / all, Units.count(tally.all(), "document") + ", " + rate);
    }

    private void found(Archive.Contents contents) {
        var end = contents.end();
        var begin = contents.begin();
        if (globals.json()) {
            globals.print(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("whole", true)
                            .put("network", begin.name())
                            .put("began", begin.began())
                            .put("documents", end.documents())
                            .put("pending", end.pending())
                            .put("missing", end.missing())
                            .put("passages", end.chunks())
                            .put("bytes", end.bytes())
                            .put("sha256", end.sha256())
                            .toString());
            return;
        }
        globals.print(
                globals.style().good("Whole: ")
                        + Units.count(end.documents(), "document")
                        + (end.pending() > 0 ? ", " + Units.count(end.pending()) + " pending" : "")
                        + (end.missing() > 0 ? ", " + Units.count(end.missing()) + " missing" : "")
                        + ", "
                        + Units.count(end.chunks(), "passage")
                        + " of the network "
                        + begin.name()
                        + ", "
                        + begin.began());
    }

    private void report(Tally tally, Duration elapsed) {
        for (Tally.Failed failed :
                tally.failures().subList(0, Math.min(SHOWN_MAX, tally.failures().size()))) {
            globals.note(
                    globals.errStyle().bad("not restored ")
                            + failed.name()
                            + ": "
                            + failed.reason());
        }
        long failures = tally.count(Tally.State.FAILED);
        if (failures > SHOWN_MAX) {
            globals.note("and " + Units.count(failures - SHOWN_MAX) + " more not restored");
        }
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        globals.print(
                globals.style().good(Units.count(tally.count(Tally.State.RESTORED), "document"))
                        + " restored in "
                        + Units.time(elapsed)
                        + " ("
                        + Units.bytes(Math.round(tally.bytes() / seconds))
                        + "/s)"
                        + more(tally, Tally.State.UNCHANGED, " here already")
                        + (failures > 0
                                ? ", " + globals.style().bad(Units.count(failures) + " failed")
                                : ""));
        if (tally.count(Tally.State.INGESTING) > 0) {
            globals.print(
                    Units.count(tally.count(Tally.State.INGESTING), "document")
                            + " accepted and embedded anew; `kith tasks` shows how far they are");
        }
        long left = tally.count(Tally.State.NEWER) + tally.count(Tally.State.DELETED);
        if (left > 0) {
            globals.print(
                    Units.count(tally.count(Tally.State.NEWER))
                            + " left as they are, newer here, and "
                            + Units.count(tally.count(Tally.State.DELETED))
                            + " left deleted; with --replace the backup wins");
        }
    }

    private static String more(Tally tally, Tally.State state, String words) {
        long count = tally.count(state);
        return count == 0 ? "" : ", " + Units.count(count) + words;
    }

    private static ObjectNode json(Tally tally, Duration elapsed) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Tally.State state : Tally.State.values()) node.put(state.word(), tally.count(state));
        node.put("bytes", tally.bytes());
        node.put("seconds", elapsed.toMillis() / 1000.0);
        ArrayNode failures = node.putArray("failures");
        for (Tally.Failed failed : tally.failures()) {
            failures.addObject().put("name", failed.name()).put("reason", failed.reason());
        }
        return node;
    }
}
