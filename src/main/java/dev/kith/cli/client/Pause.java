package dev.kith.cli.client;

import java.time.Duration;

/** Waiting, so that tests need not. */
@FunctionalInterface
public interface Pause {
    /** Returns after this time, or at once with the thread's interrupt flag set. */
    void pause(Duration time);
}
