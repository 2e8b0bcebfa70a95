package dev.kith.gateway;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what another thread will do. */
final class Eventually {
    private static final long STEP_NANOS = 5_000_000;

    private static final int CALM_STEPS = 60;

    private Eventually() {}

    /** Returns as soon as it holds; fails where it does not in time. */
    static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + GatewayFixture.PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("it never came about");
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Returns once the number has stayed the same for a while. */
    static void settles(LongSupplier number) {
        long last = -1;
        for (int calm = 0; calm < CALM_STEPS; calm++) {
            long now = number.getAsLong();
            if (now != last) calm = 0;
            last = now;
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
