package dev.kith.task.intake;

import dev.kith.model.Version;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * This agent's hybrid logical clock; safe from any thread.
 *
 * <p>A version is later than all that is known of its document. It is later than what was seen of
 * other documents, too, as long as that is near the time: versions of an hour ahead, left by a
 * clock that was wrong for a while, are exceeded where they stand and not taken for the time.
 * Otherwise no two writes of the next hour would be ordered by when they happened, and of two in
 * different parts of a split network the earlier one could win.
 */
public final class VersionClock {
    private static final long NEAR_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final InstantSource time;
    private final String agent;
    private long last;
    private long ahead;

    /**
     * A clock.
     *
     * @param agent short form of this agent's id
     */
    public VersionClock(InstantSource time, String agent) {
        this.time = time;
        this.agent = agent;
    }

    /**
     * The next version of a document: later than every one given before while the time was about
     * this, and than {@code known}.
     *
     * @param known the newest version that is known of the document
     */
    public synchronized Version next(Optional<Version> known) {
        long millis = time.millis();
        if (known.isPresent() && !isNear(known.get().time(), millis)) {
            ahead = Math.max(ahead, known.get().time()) + 1;
            return new Version(ahead, agent);
        }
        if (!isNear(last, millis)) last = 0;
        last = Version.tick(Math.max(last, known.map(Version::time).orElse(0L)), millis);
        return new Version(last, agent);
    }

    /** A version that was given to any document. */
    public synchronized void observe(Version seen) {
        if (isNear(seen.time(), time.millis())) last = Math.max(last, seen.time());
    }

    /** Whether it is not much later than the time; what is earlier is near. */
    private static boolean isNear(long version, long millis) {
        return new Version(version, "").millis() <= millis + NEAR_MILLIS;
    }
}
