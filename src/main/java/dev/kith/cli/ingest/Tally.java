package dev.kith.cli.ingest;

import dev.kith.cli.source.Item;
import dev.kith.cli.terminal.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts what became of items. Safe to use from any thread. */
public final class Tally {
    /** How many failures are kept with their reasons; all are counted. */
    public static final int FAILURES_KEPT = 50;

    private final Consumer<Item> whenDone;
    private final List<Failed> failures = new ArrayList<>();
    private long done;
    private long failed;
    private long skipped;
    private long textBytes;
    private long inputBytes;
    private String trouble = "";

    /** Counts and nothing else. */
    public Tally() {
        this(_ -> {});
    }

    /**
     * Counts, and tells of every document that is done.
     *
     * @param whenDone called by one thread at a time
     */
    public Tally(Consumer<Item> whenDone) {
        this.whenDone = whenDone;
    }

    /** One that was not taken, and why. */
    public record Failed(String name, String reason) {}

    /**
     * How it stands.
     *
     * @param done documents that are searchable, or accepted where that was all that was asked
     * @param failed documents that the network would not or could not take
     * @param skipped files that are no text
     * @param textBytes in the documents that are done
     * @param inputBytes dealt with, for the progress bar
     * @param failures the first {@value #FAILURES_KEPT} of failed and skipped
     * @param trouble why nothing moves; empty where it does
     */
    public record Counts(
            long done,
            long failed,
            long skipped,
            long textBytes,
            long inputBytes,
            List<Failed> failures,
            String trouble) {

        /** {@code 12.3 documents/s, 210 kB/s}. */
        public String rates(Duration elapsed) {
            double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
            return Units.rate(done / seconds)
                    + " documents/s, "
                    + Units.bytes(Math.round(textBytes / seconds))
                    + "/s";
        }
    }

    synchronized void done(Item item, long bytes) {
        done++;
        trouble = "";
        whenDone.accept(item);
        textBytes += bytes;
        inputBytes += item.inputBytes();
    }

    synchronized void failed(Item item, String reason) {
        failed++;
        inputBytes += item.inputBytes();
        keep(item.name(), reason);
    }

    synchronized void skipped(Item.Unusable item) {
        skipped++;
        inputBytes += item.inputBytes();
        keep(item.name(), item.reason());
    }

    private void keep(String name, String reason) {
        if (failures.size() < FAILURES_KEPT) failures.add(new Failed(name, reason));
    }

    /** Why nothing moves at the moment; forgotten with the next document that is done. */
    synchronized void trouble(String what) {
        trouble = what;
    }

    /** How it stands now. */
    public synchronized Counts counts() {
        return new Counts(
                done, failed, skipped, textBytes, inputBytes, List.copyOf(failures), trouble);
    }
}
