package dev.kith.cli.bench;

import dev.kith.cli.bench.audit.AuditPart;
import dev.kith.cli.bench.run.EngineCommand;
import dev.kith.cli.bench.run.GrowCommand;
import dev.kith.cli.bench.run.IngestBenchCommand;
import dev.kith.cli.bench.run.SearchBenchCommand;
import dev.kith.cli.bench.run.StartCommand;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Globals;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kith bench}: the parent of the benchmarks. */
@Command(
        name = "bench",
        description = "Measure Kith on this machine; needs no network.",
        synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand implements Callable<Integer> {
    /** Further parts of {@code kith bench trust}: key in JSON, and what makes it of a seed. */
    private static final Map<String, LongFunction<Part>> PARTS = Map.of("audit", AuditPart::run);

    private BenchCommand() {}

    /** The command with its own commands. */
    public static CommandLine line(Globals globals) {
        return new CommandLine(new BenchCommand())
                .addSubcommand("ingest", new IngestBenchCommand(globals))
                .addSubcommand("search", new SearchBenchCommand(globals))
                .addSubcommand("engine", new EngineCommand(globals))
                .addSubcommand("start", new StartCommand(globals))
                .addSubcommand("grow", new GrowCommand(globals))
                .addSubcommand("trust", new TrustCommand(globals, PARTS));
    }

    @Override
    public Integer call() {
        throw new CommandFailed(
                ExitCode.WRONG_USAGE,
                "say which: kith bench ingest, search, engine, start, grow or trust");
    }
}
