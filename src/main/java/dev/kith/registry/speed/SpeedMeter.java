package dev.kith.registry.speed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Speed of one thread while it computes: sums in which a text weighs less with each that follows,
 * by a factor of 255/256, so that the last few hundred count. Safe from many threads.
 */
public final class SpeedMeter {
    private static final double KEPT = 255.0 / 256;

    private final InstantSource time;
    private double texts;
    private double chars;
    private double seconds;

    /** Nothing measured yet. */
    public SpeedMeter(InstantSource time) {
        this.time = time;
    }

    /** A text is begun now. */
    public Instant begin() {
        return time.instant();
    }

    /**
     * A text is done now.
     *
     * @param begun what {@link #begin} gave
     * @param textChars its length in UTF-16 chars
     */
    public void done(Instant begun, int textChars) {
        ran(textChars, Duration.between(begun, time.instant()));
    }

    /**
     * Texts that were begun together are done now.
     *
     * @param begun what {@link #begin} gave
     */
    public void done(Instant begun, List<String> all) {
        Duration each = Duration.between(begun, time.instant()).dividedBy(all.size());
        for (String text : all) ran(text.length(), each);
    }

    private synchronized void ran(int textChars, Duration busy) {
        texts = texts * KEPT + 1;
        chars = chars * KEPT + textChars;
        seconds = seconds * KEPT + busy.toNanos() / 1e9;
    }

    /** 0 before the first text. */
    public synchronized double textsPerSecond() {
        return seconds > 0 ? texts / seconds : 0;
    }

    /** UTF-16 chars; 0 before the first text. */
    public synchronized double charsPerSecond() {
        return seconds > 0 ? chars / seconds : 0;
    }
}
