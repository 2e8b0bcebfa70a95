package dev.kith.faults.network;

import java.time.Duration;

/**
 * How one direction of a link is.
 *
 * @param flow whether anything arrives
 * @param delay of everything that does
 * @param resets chance, in [0,1], that a piece of data ends its connection instead of arriving
 */
public record Condition(Flow flow, Duration delay, double resets) {
    /** As it should be. */
    public static final Condition GOOD = new Condition(Flow.OPEN, Duration.ZERO, 0);

    /** Nothing arrives, and nobody is told; what was sent arrives when the link is good again. */
    public static final Condition SILENT = new Condition(Flow.SILENT, Duration.ZERO, 0);

    /** Every connection is ended at once. */
    public static final Condition REFUSED = new Condition(Flow.REFUSED, Duration.ZERO, 0);

    /** 200 ms late, and one piece in twenty is lost with its connection. */
    public static final Condition SLOW = new Condition(Flow.OPEN, Duration.ofMillis(200), 0.05);

    /** Whether anything arrives. */
    public enum Flow {
        /** All of it. */
        OPEN,
        /** Nothing. */
        SILENT,
        /** Nothing, and the sender learns of it. */
        REFUSED
    }
}
