package dev.kith.task.intake;

import dev.kith.model.Version;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** This agent's hybrid logical clock; safe from any thread. */
public final class VersionClock {
    private final InstantSource time;
    private final String agent;
    private final AtomicLong last = new AtomicLong();

    /**
     * A clock.
     *
     * @param agent short form of this agent's id
     */
    public VersionClock(InstantSource time, String agent) {
        this.time = time;
        this.agent = agent;
    }

    /** Later than every version given or seen before. */
    public Version next() {
        long millis = time.millis();
        return new Version(last.updateAndGet(before -> Version.tick(before, millis)), agent);
    }

    /** A version that another agent gave. */
    public void observe(Version seen) {
        last.accumulateAndGet(seen.time(), Math::max);
    }
}
