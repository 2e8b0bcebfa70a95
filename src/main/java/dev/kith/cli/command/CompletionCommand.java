package dev.kith.cli.command;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kith completion}: a script that teaches a shell kith's words. */
@Command(
        name = "completion",
        description = {
            "Print a completion script for a shell.",
            "  bash, zsh   source <(kith completion bash)",
            "  fish        kith completion fish | source",
            "Put that line into the shell's start file to have it always."
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Globals globals;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private String shell = "";

    public CompletionCommand(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("picocli gave no spec");
        CommandLine root = spec.root().commandLine();
        globals.print(
                switch (shell) {
                    case "bash", "zsh" -> AutoComplete.bash("kith", root);
                    case "fish" -> FishCompletion.script(root);
                    default ->
                            throw new CommandFailed(
                                    ExitCode.WRONG_USAGE,
                                    "no completion for '" + shell + "': bash, zsh or fish");
                });
        return ExitCode.DONE.number();
    }
}
