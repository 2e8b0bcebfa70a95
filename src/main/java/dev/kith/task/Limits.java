package dev.kith.task;

import java.time.Duration;

/** Checks of settings; each names the key that is wrong. */
final class Limits {
    private Limits() {}

    static void atLeastOne(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "kith.task." + key + " must be at least 1, but is " + value);
        }
    }

    static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "kith.task." + key + " must be positive, but is " + value);
        }
    }
}
