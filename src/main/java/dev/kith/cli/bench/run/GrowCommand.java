package dev.kith.cli.bench.run;

import dev.kith.cli.bench.engine.Engine;
import dev.kith.cli.bench.live.GrowBench;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Globals;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith bench grow}. */
@Command(
        name = "grow",
        description = {
            "Measure what growing costs.",
            "Fills an agent of its own to each size, then has them take turns with the same"
                    + " further documents. Also memory and disk, in all and per chunk.",
            MeasureCommand.JSON
        })
public final class GrowCommand extends MeasureCommand {
    @Option(
            names = "--sizes",
            paramLabel = "N,N",
            split = ",",
            description = "Chunks in the agents, default 1000,10000; 100000 takes long.")
    private List<Integer> sizes = List.of(1_000, 10_000);

    @Option(
            names = "--chunks",
            paramLabel = "N",
            description = "Chunks ingested each turn, default ${DEFAULT-VALUE}.")
    private int chunks = 200;

    public GrowCommand(Globals globals) {
        super(globals);
    }

    @Override
    void checkOptions() {
        check(chunks >= 1, "--chunks is " + chunks + "; choose 1 or more");
        boolean possible = !sizes.isEmpty() && sizes.stream().allMatch(size -> size >= 1);
        check(possible, "--sizes is " + sizes + "; choose 1 or more each");
    }

    @Override
    void measure(Path folder, Turns.Listener listener, Findings findings) {
        try (Engine engine = engine()) {
            engine.describe(findings);
            var size = new GrowBench.Size(sizes, chunks);
            new GrowBench(engine.model().tokenizer(), material(), size, globals().surroundings())
                    .run(model(), folder, limits(), listener, findings);
        }
    }
}
