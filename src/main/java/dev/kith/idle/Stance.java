package dev.kith.idle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Whether an agent takes on work, and since when. */
public sealed interface Stance {
    /** As many as there are: nothing limits them. */
    int ALL_CORES = Integer.MAX_VALUE;

    /** When this began, by the clock on the wall. */
    Instant since();

    /** Why it takes on no work, in one plain line; empty while it does. */
    default Optional<String> pause() {
        return switch (this) {
            case Working _ -> Optional.empty();
            case Paused paused ->
                    Optional.of(
                            paused.calmFrom.isEmpty()
                                    ? paused.reason.now()
                                    : paused.reason.before());
        };
    }

    /** An agent that works, with all processors. */
    static Stance working(Instant since) {
        return new Working(since, ALL_CORES);
    }

    /**
     * It takes on work.
     *
     * @param cores how many processors that may use now, at least 1; {@link #ALL_CORES} for any
     */
    record Working(Instant since, int cores) implements Stance {
        public Working {
            if (cores < 1) throw new IllegalArgumentException("cores below 1: " + cores);
        }
    }

    /**
     * It takes on none.
     *
     * @param reason the one that is told
     * @param held all that hold now
     * @param calmFrom uptime from which on none has held; empty while one does
     */
    record Paused(Instant since, Reason reason, Set<Reason> held, Optional<Duration> calmFrom)
            implements Stance {
        public Paused {
            held = Set.copyOf(held);
            if (held.isEmpty() == calmFrom.isEmpty()) {
                throw new IllegalArgumentException("calm means that nothing holds: " + held);
            }
        }
    }
}
