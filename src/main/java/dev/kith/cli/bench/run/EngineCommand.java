package dev.kith.cli.bench.run;

import dev.kith.cli.bench.engine.Engine;
import dev.kith.cli.bench.engine.EngineBench;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Globals;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith bench engine}. */
@Command(
        name = "engine",
        description = {
            "Measure how fast texts become vectors.",
            "Compares the pool of predictors that an agent has with a bare loop over the same"
                    + " predictors, and with other programs where they are on the class path.",
            MeasureCommand.JSON
        })
public final class EngineCommand extends MeasureCommand {
    @Option(
            names = "--chunks",
            paramLabel = "N",
            description = "Texts embedded each turn, default ${DEFAULT-VALUE}.")
    private int chunks = 200;

    public EngineCommand(Globals globals) {
        super(globals);
    }

    @Override
    void checkOptions() {
        check(chunks >= 1, "--chunks is " + chunks + "; choose 1 or more");
    }

    @Override
    void measure(Path folder, Turns.Listener listener, Findings findings) {
        try (Engine engine = engine()) {
            new EngineBench(engine, material(), chunks, globals().surroundings().clock())
                    .run(profile(), limits(), listener, findings);
        }
    }
}
