package dev.kith.node.lasting;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A short benchmark of an agent's trades when it starts, each on a thread of its own: so that the
 * first card says how fast it is. What has no figure by the end of the time gets it by working.
 */
final class Measuring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

    /** As many as give a figure within a few percent on a quiet machine. */
    private static final int ROUNDS = 4;

    private final long end;
    private final CountDownLatch done;
    private final List<Thread> threads;
    private volatile boolean closed;

    /** What a trade does again and again. */
    @FunctionalInterface
    interface Round {
        /**
         * @param nanosLeft until nobody waits for it any more
         */
        void run(long nanosLeft) throws InterruptedException;
    }

    /**
     * @param warmUp once before, unmeasured: loads what a first run loads
     */
    record Trade(Round warmUp, Round round) {}

    private Measuring(Duration max, List<Trade> trades) {
        this.end = System.nanoTime() + max.toNanos();
        this.done = new CountDownLatch(trades.size());
        this.threads =
                trades.stream()
                        .map(trade ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("kith-measure-", 0)
                                        .unstarted(() -> measure(trade)))
                        .toList();
    }

    /** Measures all trades at once, for so long at most; what runs then still ends. */
    static Measuring run(Duration max, List<Trade> trades) {
        var measuring = new Measuring(max, trades);
        measuring.threads.forEach(Thread::start);
        try {
            if (!measuring.done.await(max.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.info("this machine is busy; how fast it is shows when it has worked a little");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return measuring;
    }

    private void measure(Trade trade) {
        try {
            for (int i = 0; i <= ROUNDS; i++) {
                long left = end - System.nanoTime();
                if (closed || left <= 0) return;
                (i == 0 ? trade.warmUp() : trade.round()).run(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("a trade of this agent could not be measured; its first work will tell", e);
        } finally {
            done.countDown();
        }
    }

    /** Waits for what still runs, so that its model can be freed. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true; // the model must not be freed under it; set again below
                }
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
