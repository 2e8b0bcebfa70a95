package dev.kith.cli.ingest;

import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.source.Item;
import dev.kith.cli.source.Sources;
import dev.kith.cli.terminal.Progress;
import dev.kith.cli.terminal.Units;
import java.util.List;
import java.util.function.Consumer;

/** Reads items from somewhere and sends them, with a progress bar; used by all that ingests. */
public final class IngestRun {
    private final Surroundings surroundings;
    private final AgentClient client;
    private final Tally tally;
    private final Progress progress;

    public IngestRun(
            Surroundings surroundings, AgentClient client, Tally tally, Progress progress) {
        this.surroundings = surroundings;
        this.client = client;
        this.tally = tally;
        this.progress = progress;
    }

    /**
     * Files and standard input.
     *
     * @param inputBytes in all files; 0 where unknown
     */
    public void run(
            List<String> paths, Sources.Wishes wishes, BulkIngest.Limits limits, long inputBytes) {
        run(
                sink -> new Sources(wishes, sink).read(paths, surroundings.console().in()),
                limits,
                inputBytes);
    }

    /** Whatever {@code reader} hands to its sink. */
    public void run(Consumer<Item.Sink> reader, BulkIngest.Limits limits, long inputBytes) {
        try (BulkIngest bulk =
                new BulkIngest(surroundings, client, limits, tally, () -> show(inputBytes))) {
            reader.accept(bulk);
            bulk.finish();
        }
    }

    private void show(long inputBytes) {
        Tally.Counts counts = tally.counts();
        String text =
                Units.count(counts.done(), "document")
                        + ", "
                        + (counts.trouble().isEmpty()
                                ? counts.rates(progress.elapsed())
                                : counts.trouble() + "; trying again");
        if (inputBytes > 0) {
            progress.show((double) counts.inputBytes() / inputBytes, text);
        } else {
            progress.show(text);
        }
    }
}
