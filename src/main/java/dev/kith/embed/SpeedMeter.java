package dev.kith.embed;

import java.time.Duration;

/**
 * Speed of one thread while it computes: sums in which a text weighs less with each that follows,
 * by a factor of 255/256, so that the last few hundred count.
 */
final class SpeedMeter {
    private static final double KEPT = 255.0 / 256;

    private double texts;
    private double chars;
    private double seconds;

    synchronized void ran(int textChars, Duration busy) {
        texts = texts * KEPT + 1;
        chars = chars * KEPT + textChars;
        seconds = seconds * KEPT + busy.toNanos() / 1e9;
    }

    /** 0 before the first text. */
    synchronized double textsPerSecond() {
        return seconds > 0 ? texts / seconds : 0;
    }

    /** UTF-16 chars; 0 before the first text. */
    synchronized double charsPerSecond() {
        return seconds > 0 ? chars / seconds : 0;
    }
}
