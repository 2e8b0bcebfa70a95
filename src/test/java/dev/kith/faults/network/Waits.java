package dev.kith.faults.network;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for real processes, which nothing can signal. */
public final class Waits {
    private static final Duration LOOK = Duration.ofMillis(100);

    private Waits() {}

    /** Lets time pass. */
    public static void pass(Duration time) {
        until(System.nanoTime() + time.toNanos());
    }

    /** Lets time pass until {@link System#nanoTime} is {@code due}. */
    public static void until(long due) {
        for (long left = due - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Waits for a condition; whether it came true within {@code patience}. */
    public static boolean await(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) return false;
            pass(LOOK);
        }
        return true;
    }
}
