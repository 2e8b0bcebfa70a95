package dev.kith.cli.ingest;

import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.source.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends items in batches, a bounded number at a time, and makes the reader wait when they are under
 * way.
 *
 * <p>A batch is one NDJSON request. Batches and not one endless stream: what is not answered has to
 * be kept for sending again, so this bounds it.
 */
public final class BulkIngest implements Item.Sink, AutoCloseable {
    private final Limits limits;
    private final Tally tally;
    private final BatchSender batches;
    private final FileSender files;
    private final Runnable changed;
    private final Semaphore room;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<CommandFailed> broken = new ConcurrentLinkedQueue<>();
    private List<Item.Line> batch = new ArrayList<>();
    private long batchBytes;

    /**
     * How much at once.
     *
     * @param batchDocuments most documents of one request
     * @param batchBytes a request is sent once it has as many
     * @param batchesInFlight requests at once
     * @param patience longest time without any progress
     * @param untilSearchable wait until documents are searchable, not only accepted
     */
    public record Limits(
            int batchDocuments,
            long batchBytes,
            int batchesInFlight,
            Duration patience,
            boolean untilSearchable) {
        /** What suits a small network. */
        public static Limits standard(Duration patience, boolean untilSearchable) {
            return new Limits(64, 1 << 20, 4, patience, untilSearchable);
        }
    }

    /**
     * @param changed called after each document, from any thread
     */
    public BulkIngest(
            Surroundings surroundings,
            AgentClient client,
            Limits limits,
            Tally tally,
            Runnable changed) {
        this.limits = limits;
        this.tally = tally;
        this.changed = changed;
        this.room = new Semaphore(limits.batchesInFlight());
        Patience patience = new Patience(surroundings, limits.patience());
        boolean wait = limits.untilSearchable();
        this.batches = new BatchSender(client, patience, wait, tally, changed);
        this.files = new FileSender(client, patience, wait, tally, changed);
    }

    /**
     * Takes an item; returns when there is room for the next.
     *
     * @throws CommandFailed where sending has broken down
     */
    @Override
    public void accept(Item item) {
        stopWhereBroken();
        switch (item) {
            case Item.Unusable unusable -> {
                tally.skipped(unusable);
                changed.run();
            }
            case Item.LargeFile file -> submit(() -> files.send(file));
            case Item.Line line -> {
                batch.add(line);
                batchBytes += line.json().length();
                if (batch.size() >= limits.batchDocuments() || batchBytes >= limits.batchBytes()) {
                    flush();
                }
            }
        }
    }

    private void flush() {
        if (batch.isEmpty()) return;
        List<Item.Line> full = batch;
        batch = new ArrayList<>();
        batchBytes = 0;
        submit(() -> batches.send(full));
    }

    private void submit(Runnable work) {
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                if (broken.isEmpty()) work.run();
            } catch (CommandFailed e) {
                broken.add(e);
            } catch (RuntimeException e) {
                broken.add(new CommandFailed(ExitCode.FAILED, "sending broke: " + e, e));
            } finally {
                room.release();
            }
        });
    }

    /**
     * Sends what is left and waits until all is answered.
     *
     * @throws CommandFailed where sending has broken down
     */
    public void finish() {
        flush();
        room.acquireUninterruptibly(limits.batchesInFlight());
        room.release(limits.batchesInFlight());
        stopWhereBroken();
    }

    private void stopWhereBroken() {
        CommandFailed failed = broken.peek();
        if (failed != null) throw failed;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
