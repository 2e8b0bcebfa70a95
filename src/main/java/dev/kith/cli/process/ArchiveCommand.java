package dev.kith.cli.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.cli.archive.StartArchive;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.terminal.Units;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kith archive}: makes agents start faster here. */
@Command(
        name = "archive",
        description = {
            "Make agents of this machine start faster.",
            "Writes an archive (AOT cache) of what an agent loads when it starts into the cache"
                    + " folder, for this build of Kith on this Java; agents use it by themselves."
                    + " `kith up` does the same beside its agent, a minute after it is ready, where"
                    + " there is none. KITH_ARCHIVE=off: agents start without, and none is made"
                    + " unasked.",
            "With --json an object: file, bytes, seconds."
        })
public final class ArchiveCommand implements Callable<Integer> {
    private final Globals globals;

    public ArchiveCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        var surroundings = globals.surroundings();
        StartArchive archive =
                StartArchive.here(surroundings.environment())
                        .orElseThrow(() ->
                                new CommandFailed(
                                        ExitCode.FAILED,
                                        "an archive needs a Kith of jars only; start it with the"
                                                + " launcher `kith`"));
        long begun = surroundings.clock().millis();
        if (!new Training(surroundings.environment(), false).make(archive)) {
            throw new CommandFailed(
                    ExitCode.FAILED, "another process is making " + archive.file() + "; wait");
        }
        double seconds = (surroundings.clock().millis() - begun) / 1000.0;
        long bytes = archive.file().toFile().length();
        globals.print(
                globals.json()
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("file", archive.file().toString())
                                .put("bytes", bytes)
                                .put("seconds", seconds)
                                .toString()
                        : "Agents start with "
                                + archive.file()
                                + " ("
                                + Units.bytes(bytes)
                                + ") from now on; made in "
                                + Units.decimal(seconds, 0)
                                + " s.");
        return ExitCode.DONE.number();
    }
}
