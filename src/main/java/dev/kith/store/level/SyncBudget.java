package dev.kith.store.level;

import dev.kith.store.StoreSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How hard an agent may work at catching up, over all its partitions. While nobody asks it for
 * anything it works as fast as it can; while users do, it works one bundle at a time and rests in
 * between, so long that catching up takes no more than its share of the time. Slow machines and
 * slow peers make bundles take longer, and so the rests: the share holds everywhere. Thread-safe.
 */
public final class SyncBudget {
    private static final long BUSY_MILLIS = 500;
    private static final long REST_MILLIS_MAX = 5_000;

    /** So many times the delay, however many are lost meanwhile. */
    private static final int DELAYS_MAX = 2;

    private final StoreSettings settings;
    private final InstantSource clock;
    private final AtomicInteger pulls = new AtomicInteger();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile long lastUse = Long.MIN_VALUE;
    private long firstLoss = Long.MIN_VALUE;
    private long lastLoss = Long.MIN_VALUE;

    /** Of one agent. */
    public SyncBudget(StoreSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Somebody reads, writes or searches here. */
    public void used() {
        lastUse = clock.millis();
    }

    /** Whether somebody did just now. */
    public boolean busy() {
        return within(lastUse, BUSY_MILLIS);
    }

    /** An agent that stores was lost. */
    public synchronized void lost() {
        boolean peace = !within(lastLoss, settings.repairDelay().toMillis());
        lastLoss = clock.millis();
        if (peace) firstLoss = lastLoss;
    }

    /**
     * Whether an agent was lost so lately that it may be back before copying is worth it. Where
     * agents come and go all the time, that holds back no longer than twice the delay; after that
     * nothing does until there was peace for as long as the delay.
     */
    public synchronized boolean holdsBack() {
        long delay = settings.repairDelay().toMillis();
        return within(lastLoss, delay) && within(firstLoss, DELAYS_MAX * delay);
    }

    /**
     * Begins a large pull; false while as many are under way as may be.
     *
     * @param freed run once when there may be room, however often it was given; others may have
     *     taken it by then
     */
    public boolean begin(Runnable freed) {
        boolean room = pulls.incrementAndGet() <= settings.syncPullsMax();
        if (!room) {
            waiting.add(freed);
            pulls.decrementAndGet();
        }
        return room;
    }

    /** A large pull ended. */
    public void end() {
        pulls.decrementAndGet();
        for (Runnable freed : List.copyOf(waiting)) {
            if (waiting.remove(freed)) freed.run();
        }
    }

    /** Bundles that may be on their way at once in one pull. */
    public int window(boolean peerBusy) {
        boolean free = !peerBusy && !busy() && settings.syncBytesPerSecond() == 0;
        return free ? settings.syncWindow() : 1;
    }

    /**
     * How long to rest after a bundle.
     *
     * @param took how long it took from asking until it was on disk
     */
    public Duration rest(Duration took, long bytes, boolean peerBusy) {
        long sharers = Math.max(1, pulls.get());
        double rest = 0;
        if (peerBusy || busy()) {
            rest = took.toMillis() * (sharers / settings.syncBusyShare() - 1);
        }
        if (settings.syncBytesPerSecond() > 0) {
            double due = bytes * 1000.0 * sharers / settings.syncBytesPerSecond();
            rest = Math.max(rest, due - took.toMillis());
        }
        return Duration.ofMillis(Math.clamp(Math.round(rest), 0, REST_MILLIS_MAX));
    }

    /** A clock that jumped counts as long ago. */
    private boolean within(long then, long millis) {
        if (then == Long.MIN_VALUE) return false;
        long since = clock.millis() - then;
        return since >= 0 && since < millis;
    }
}
