package dev.kith.node.reunion.rule;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Splitting and coming together again; {@code kith.reunion}.
 *
 * @param stableAfter how long a member stays unreached before its part goes on without it
 * @param lookInterval how often an agent calls to known agents that are not of its part
 * @param lookIntervalMax the same to those that do not answer; it grows up to this
 * @param settle how long parts must not change before one yields to another
 * @param agreeMax longest that agreeing to yield may take
 * @param beginAfter how long an agent that starts looks for its network before it begins alone
 * @param restartPause first pause between two restarts of the same agent; doubles with each
 * @param restartsMax most restarts for yielding within the window, 1 to 20
 * @param restartsWindow how long a restart counts
 * @param knownMax most agents whose addresses are kept
 */
public record ReunionSettings(
        Duration stableAfter,
        Duration lookInterval,
        Duration lookIntervalMax,
        Duration settle,
        Duration agreeMax,
        Duration beginAfter,
        Duration restartPause,
        int restartsMax,
        Duration restartsWindow,
        int knownMax) {
    private static final int RESTARTS_MAX = 20;

    public ReunionSettings {
        positive("stable-after", stableAfter);
        positive("look-interval", lookInterval);
        positive("settle", settle);
        positive("agree-max", agreeMax);
        positive("begin-after", beginAfter);
        positive("restart-pause", restartPause);
        positive("restarts-window", restartsWindow);
        if (lookIntervalMax.compareTo(lookInterval) < 0) {
            throw new IllegalArgumentException(
                    "kith.reunion.look-interval-max is less than kith.reunion.look-interval");
        }
        if (restartsMax < 1 || restartsMax > RESTARTS_MAX) {
            throw new IllegalArgumentException(
                    "kith.reunion.restarts-max is " + restartsMax + "; choose 1 to 20");
        }
        if (knownMax < 1) {
            throw new IllegalArgumentException(
                    "kith.reunion.known-max is " + knownMax + "; choose 1 or more");
        }
    }

    /** Reads the settings from the config at {@code kith.reunion}. */
    public static ReunionSettings from(Config reunion) {
        return new ReunionSettings(
                reunion.getDuration("stable-after"),
                reunion.getDuration("look-interval"),
                reunion.getDuration("look-interval-max"),
                reunion.getDuration("settle"),
                reunion.getDuration("agree-max"),
                reunion.getDuration("begin-after"),
                reunion.getDuration("restart-pause"),
                reunion.getInt("restarts-max"),
                reunion.getDuration("restarts-window"),
                reunion.getInt("known-max"));
    }

    /** How long something heard counts, in milliseconds. */
    long freshMillis() {
        return 4 * lookInterval.toMillis();
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("kith.reunion." + key + " must be positive");
        }
    }
}
