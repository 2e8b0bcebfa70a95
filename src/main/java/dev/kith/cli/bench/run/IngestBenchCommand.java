package dev.kith.cli.bench.run;

import dev.kith.cli.bench.engine.Engine;
import dev.kith.cli.bench.live.IngestBench;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Globals;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith bench ingest}. */
@Command(
        name = "ingest",
        description = {
            "Measure how fast documents become searchable.",
            "Starts agents of its own in a temporary folder. Compares one agent, fed over HTTP,"
                    + " with the bare engine on the same chunks, and three agents on the same"
                    + " cores with one.",
            MeasureCommand.JSON
        })
public final class IngestBenchCommand extends MeasureCommand {
    @Option(
            names = "--chunks",
            paramLabel = "N",
            description = "Chunks ingested each turn, default ${DEFAULT-VALUE}.")
    private int chunks = 500;

    public IngestBenchCommand(Globals globals) {
        super(globals);
    }

    @Override
    void checkOptions() {
        check(chunks >= 1, "--chunks is " + chunks + "; choose 1 or more");
    }

    @Override
    void measure(Path folder, Turns.Listener listener, Findings findings) {
        try (Engine engine = engine()) {
            new IngestBench(engine, material(), chunks, globals().surroundings())
                    .run(
                            new IngestBench.Models(model(), profile()),
                            folder,
                            limits(),
                            listener,
                            findings);
        }
    }
}
