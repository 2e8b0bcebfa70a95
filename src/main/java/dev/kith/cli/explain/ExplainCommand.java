package dev.kith.cli.explain;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kith explain}: the parent of two commands. */
@Command(
        name = "explain",
        description = "Say why work went where it went: of a task, or to an agent.",
        synopsisSubcommandLabel = "COMMAND")
public final class ExplainCommand implements Callable<Integer> {
    private ExplainCommand() {}

    /** The command with its own commands. */
    public static CommandLine line(Globals globals) {
        return new CommandLine(new ExplainCommand())
                .addSubcommand("task", new ExplainTask(globals))
                .addSubcommand("agent", new ExplainAgent(globals));
    }

    @Override
    public Integer call() {
        throw new CommandFailed(
                ExitCode.WRONG_USAGE, "say which: kith explain task ID or kith explain agent ID");
    }
}
