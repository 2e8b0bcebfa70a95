package dev.kith.cli.ingest;

import dev.kith.cli.client.Backoff;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.terminal.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** How long to go on when nothing moves; shared by all that is under way. */
public final class Patience {
    private final Surroundings surroundings;
    private final Duration limit;
    private final AtomicReference<Instant> moved;

    /**
     * @param limit longest time without anything moving
     */
    public Patience(Surroundings surroundings, Duration limit) {
        this.surroundings = surroundings;
        this.limit = limit;
        this.moved = new AtomicReference<>(surroundings.clock().instant());
    }

    /** Something moved. */
    public void reset() {
        moved.set(surroundings.clock().instant());
    }

    /** Whether nothing has moved for too long. */
    public boolean over() {
        Instant now = surroundings.clock().instant();
        return Duration.between(moved.get(), now).compareTo(limit) > 0;
    }

    /**
     * Returns where there is patience left.
     *
     * @param trouble why nothing moves
     * @throws CommandFailed where nothing has moved for too long
     */
    public void goOnOrGiveUp(ExitCode code, String trouble) {
        if (!over()) return;
        throw new CommandFailed(
                code,
                trouble
                        + " for "
                        + Units.time(limit)
                        + "; what was acknowledged is safe: run the same command again to go on");
    }

    /** Waits as long as was asked for, else a while that grows. */
    public void rest(Optional<Duration> asked, Backoff backoff) {
        Duration own = backoff.next();
        surroundings.pause().pause(asked.filter(a -> a.compareTo(own) > 0).orElse(own));
    }

    /** A new wait that grows. */
    public Backoff backoff() {
        return new Backoff(surroundings.random());
    }
}
