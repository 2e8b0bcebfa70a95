package dev.kith.cli;

import dev.kith.cli.backup.BackupCommand;
import dev.kith.cli.backup.RestoreCommand;
import dev.kith.cli.bench.BenchCommand;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.command.AgentsCommand;
import dev.kith.cli.command.CompletionCommand;
import dev.kith.cli.command.GetCommand;
import dev.kith.cli.command.RmCommand;
import dev.kith.cli.command.SearchCommand;
import dev.kith.cli.command.StatusCommand;
import dev.kith.cli.command.TasksCommand;
import dev.kith.cli.command.VerifyCommand;
import dev.kith.cli.command.VersionCommand;
import dev.kith.cli.demo.DemoCommand;
import dev.kith.cli.eval.EvalCommand;
import dev.kith.cli.explain.ExplainCommand;
import dev.kith.cli.ingest.IngestCommand;
import dev.kith.cli.network.NetworkCommand;
import dev.kith.cli.process.ArchiveCommand;
import dev.kith.cli.process.UpCommand;
import dev.kith.cli.terminal.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root command: options that all share, and the tree of commands. */
@Command(
        name = "kith",
        description =
                "Kith turns a group's own machines into one private search over their documents.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = false,
        footer = {
            "",
            "Begin with `kith demo`, or with `kith up` and, in another window, `kith ingest FOLDER`"
                    + " and `kith search \"…\"`.",
            "`kith COMMAND --help` says more on each."
        })
public final class Kith implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private final Globals globals;

    private Kith(Surroundings surroundings, Globals globals) {
        this.surroundings = surroundings;
        this.globals = globals;
    }

    /** The command line, ready to execute. */
    public static CommandLine commandLine(Surroundings surroundings) {
        Globals globals = new Globals(surroundings);
        CommandLine line = new CommandLine(new Kith(surroundings, globals));
        commands(globals).forEach(line::addSubcommand);
        Console console = surroundings.console();
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi(console)));
        line.setUsageHelpWidth(Math.clamp(console.width(), 60, 100));
        line.setExecutionExceptionHandler((thrown, _, _) -> failed(globals, thrown));
        line.setParameterExceptionHandler(wrongUsage(globals));
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(" " + code.number(), code.meaning());
        }
        line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        line.getCommandSpec().usageMessage().exitCodeList(codes);
        line.getCommandSpec().usageMessage().commandListHeading("%nCommands:%n");
        helpEverywhere(line);
        return line;
    }

    private static Map<String, Object> commands(Globals globals) {
        Map<String, Object> commands = new LinkedHashMap<>();
        commands.put("demo", new DemoCommand(globals));
        commands.put("up", new UpCommand(globals));
        commands.put("ingest", new IngestCommand(globals));
        commands.put("search", new SearchCommand(globals));
        commands.put("get", new GetCommand(globals));
        commands.put("verify", new VerifyCommand(globals));
        commands.put("rm", new RmCommand(globals));
        commands.put("tasks", new TasksCommand(globals));
        commands.put("agents", new AgentsCommand(globals));
        commands.put("explain", ExplainCommand.line(globals));
        commands.put("status", new StatusCommand(globals));
        commands.put("network", NetworkCommand.line(globals));
        commands.put("backup", new BackupCommand(globals));
        commands.put("restore", new RestoreCommand(globals));
        commands.put("eval", new EvalCommand(globals));
        commands.put("bench", BenchCommand.line(globals));
        commands.put("archive", new ArchiveCommand(globals));
        commands.put("completion", new CompletionCommand(globals));
        commands.put("version", new VersionCommand(globals));
        return commands;
    }

    private static void helpEverywhere(CommandLine line) {
        line.getCommandSpec()
                .addOption(
                        CommandLine.Model.OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help and end.")
                                .build());
        line.getSubcommands().values().forEach(Kith::helpEverywhere);
    }

    private static Ansi ansi(Console console) {
        return console.outTerminal() && !console.colorRefused() ? Ansi.ON : Ansi.OFF;
    }

    private static int failed(Globals globals, Exception thrown) {
        if (thrown instanceof CommandFailed failed) {
            globals.note(globals.errStyle().bad("kith: ") + failed.what());
            return failed.code().number();
        }
        globals.note(
                globals.errStyle().bad("kith: ")
                        + "this is a fault of Kith itself; please report it with these lines:");
        thrown.printStackTrace(globals.console().err());
        return ExitCode.FAILED.number();
    }

    private static IParameterExceptionHandler wrongUsage(Globals globals) {
        return (ParameterException thrown, String[] arguments) -> {
            CommandLine line = thrown.getCommandLine();
            globals.note(globals.errStyle().bad("kith: ") + thrown.getMessage());
            if (!UnmatchedArgumentException.printSuggestions(thrown, line.getErr())) {
                globals.note("See `" + line.getCommandSpec().qualifiedName() + " --help` for how.");
            }
            return ExitCode.WRONG_USAGE.number();
        };
    }

    @Override
    public Integer call() {
        CommandLine line = commandLine(surroundings);
        line.usage(surroundings.console().out(), ansi(surroundings.console()));
        return globals.json() ? ExitCode.WRONG_USAGE.number() : ExitCode.DONE.number();
    }
}
