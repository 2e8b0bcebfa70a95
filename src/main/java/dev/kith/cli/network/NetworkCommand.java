package dev.kith.cli.network;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kith network}: the parent of three commands. */
@Command(
        name = "network",
        description = "Found a network, admit agents to it, or show it.",
        synopsisSubcommandLabel = "COMMAND")
public final class NetworkCommand implements Callable<Integer> {
    private NetworkCommand() {}

    /** The command with its own commands. */
    public static CommandLine line(Globals globals) {
        return new CommandLine(new NetworkCommand())
                .addSubcommand("init", new NetworkInit(globals))
                .addSubcommand("admit", new NetworkAdmit(globals))
                .addSubcommand("show", new NetworkShow(globals));
    }

    @Override
    public Integer call() {
        throw new CommandFailed(
                ExitCode.WRONG_USAGE, "say which: kith network init, admit or show");
    }
}
