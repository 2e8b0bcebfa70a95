package dev.kith.gateway.backup;

import dev.kith.gateway.GatewaySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.pattern.Patterns;

/** Tries again what did not answer, with growing pauses, for a limited time. */
record Patience(GatewaySettings settings, InstantSource clock, ClassicActorSystemProvider system) {
    private static final int DOUBLINGS_MAX = 4;

    /** When what begins now is given up. */
    Instant until() {
        return clock.instant().plus(settings.backupPatience());
    }

    /** Whether that time has come. */
    boolean over(Instant until) {
        return clock.instant().isAfter(until);
    }

    /** Does the next step after a pause that grows with the tries. */
    <T> CompletionStage<T> after(int tries, Callable<CompletionStage<T>> next) {
        Duration pause = settings.bulkPause().multipliedBy(1L << Math.min(tries, DOUBLINGS_MAX));
        return Patterns.after(pause, system, next);
    }
}
