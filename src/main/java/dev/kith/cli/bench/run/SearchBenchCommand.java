package dev.kith.cli.bench.run;

import dev.kith.cli.bench.engine.Engine;
import dev.kith.cli.bench.index.IndexBench;
import dev.kith.cli.bench.live.SearchBench;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Globals;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith bench search}. */
@Command(
        name = "search",
        description = {
            "Measure how fast searches are answered.",
            "Starts an agent of its own in a temporary folder and fills it. Compares searches over"
                    + " HTTP with the time to embed the query, and the vector search of 16"
                    + " partitions with one bare Lucene index that finds as much (recall@10 of"
                    + " 0.98).",
            MeasureCommand.JSON
        })
public final class SearchBenchCommand extends MeasureCommand {
    @Option(
            names = "--chunks",
            paramLabel = "N",
            description =
                    "Chunks that are ingested before the first search, default ${DEFAULT-VALUE};"
                            + " 0 leaves this part out.")
    private int chunks = 5_000;

    @Option(
            names = "--vectors",
            paramLabel = "N",
            description =
                    "Vectors in each index that is compared, default ${DEFAULT-VALUE}; 0 leaves"
                            + " this part out.")
    private int vectors = 20_000;

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "Questions asked each turn, default ${DEFAULT-VALUE}.")
    private int questions = 100;

    public SearchBenchCommand(Globals globals) {
        super(globals);
    }

    @Override
    void checkOptions() {
        check(chunks >= 0, "--chunks is " + chunks + "; choose 0 or more");
        check(vectors >= 0, "--vectors is " + vectors + "; choose 0 or more");
        check(chunks + vectors > 0, "--chunks and --vectors are 0: nothing is left to measure");
        check(questions >= 1, "--questions is " + questions + "; choose 1 or more");
    }

    @Override
    void measure(Path folder, Turns.Listener listener, Findings findings) {
        if (chunks > 0) {
            try (Engine engine = engine()) {
                var size = new SearchBench.Size(chunks, questions);
                new SearchBench(engine, material(), size, globals().surroundings())
                        .run(model(), folder, limits(), listener, findings);
            }
        }
        if (chunks == 0) findings.engine("no embedding model", System.getProperty("os.arch"));
        if (vectors > 0) {
            new IndexBench(vectors, 10 * questions, seed(), globals().surroundings().clock())
                    .run(folder, limits(), listener, findings);
        }
    }
}
