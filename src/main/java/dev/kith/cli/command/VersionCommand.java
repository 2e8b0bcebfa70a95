package dev.kith.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kith version}. */
@Command(
        name = "version",
        description = {"Show the version.", "With --json an object: version, java."})
public final class VersionCommand implements Callable<Integer> {
    private final Globals globals;

    public VersionCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        String version =
                Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                        .orElse("of these sources");
        String java = Runtime.version().toString();
        globals.print(
                globals.json()
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("version", version)
                                .put("java", java)
                                .toString()
                        : "kith " + version + " on Java " + java);
        return ExitCode.DONE.number();
    }
}
