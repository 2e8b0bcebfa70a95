package dev.kith.cli.bench.run;

import dev.kith.cli.bench.live.StartBench;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Globals;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code kith bench start}. */
@Command(
        name = "start",
        description = {
            "Measure how long an agent takes to start.",
            "From the start of its process until it can serve, with an empty store; with and"
                    + " without an archive (AOT cache) of what a start loads.",
            MeasureCommand.JSON
        })
public final class StartCommand extends MeasureCommand {
    public StartCommand(Globals globals) {
        super(globals);
    }

    @Override
    void checkOptions() {}

    @Override
    void measure(Path folder, Turns.Listener listener, Findings findings) {
        new StartBench(model(), folder, globals().surroundings()).run(limits(), listener, findings);
    }
}
