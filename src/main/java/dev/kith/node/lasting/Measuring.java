package dev.kith.node.lasting;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A short benchmark of an agent's trades when it starts, each on a thread of its own, a few rounds
 * long: so that the first card says how fast it is. The agent waits for it for a time only; what is
 * not done by then goes on beside it.
 */
final class Measuring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);

    /** As many as give a figure within a few percent on a quiet machine. */
    private static final int ROUNDS = 4;

    private final CountDownLatch done;
    private final List<Thread> threads;
    private volatile boolean closed;

    /** What a trade does again and again. */
    @FunctionalInterface
    interface Round {
        void run() throws InterruptedException;
    }

    /**
     * @param warmUp once before, unmeasured: loads what a first run loads
     */
    record Trade(Round warmUp, Round round) {}

    private Measuring(List<Trade> trades) {
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

    /**
     * Measures all trades at once.
     *
     * @param max longest that is waited; 0 measures nothing
     */
    static Measuring run(Duration max, List<Trade> trades) {
        var measuring = new Measuring(max.isZero() ? List.of() : trades);
        measuring.threads.forEach(Thread::start);
        try {
            if (!measuring.done.await(max.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.info(
                        "this machine is busy; how fast this agent is will be known a little"
                                + " later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return measuring;
    }

    private void measure(Trade trade) {
        try {
            for (int i = 0; i <= ROUNDS; i++) {
                if (closed) return;
                (i == 0 ? trade.warmUp() : trade.round()).run();
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
