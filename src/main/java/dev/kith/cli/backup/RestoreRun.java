package dev.kith.cli.backup;

import dev.kith.api.backup.DamagedBackupException;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Sends a checked backup, a bounded number of batches at a time. */
final class RestoreRun implements AutoCloseable {
    private static final int BATCHES_IN_FLIGHT = 8;

    private final Archive archive;
    private final BatchSender sender;
    private final Semaphore room = new Semaphore(BATCHES_IN_FLIGHT);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<CommandFailed> broken = new ConcurrentLinkedQueue<>();

    RestoreRun(Archive archive, BatchSender sender) {
        this.archive = archive;
        this.sender = sender;
    }

    /**
     * Sends all and waits until all is answered.
     *
     * @throws CommandFailed where sending has broken down
     */
    void run() {
        try {
            archive.read(new BatchCutter(this::submit), _ -> {});
        } catch (DamagedBackupException e) {
            throw new CommandFailed(
                    ExitCode.FAILED,
                    "the file was changed while it was sent: "
                            + e.what()
                            + "; run the command again with an undamaged one",
                    e);
        }
        room.acquireUninterruptibly(BATCHES_IN_FLIGHT);
        room.release(BATCHES_IN_FLIGHT);
        stopWhereBroken();
    }

    private void submit(Batch batch) {
        stopWhereBroken();
        room.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                if (broken.isEmpty()) sender.send(batch);
            } catch (CommandFailed e) {
                broken.add(e);
            } catch (RuntimeException e) {
                broken.add(new CommandFailed(ExitCode.FAILED, "sending broke: " + e, e));
            } finally {
                room.release();
            }
        });
    }

    private void stopWhereBroken() {
        CommandFailed failed = broken.peek();
        if (failed != null) throw failed;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
