package dev.kith.wire.envelope;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What an envelope may be at most; {@code kith.wire} in {@code application.conf}.
 *
 * @param bytesMax longest envelope, in bytes of UTF-8
 * @param depthMax deepest nesting of its JSON, the envelope itself counted as 1
 * @param clockSkewMax how far a sender's clock may be from ours, either way
 * @param replayNoncesMax envelopes remembered for twice that time; when full, more are refused
 * @param replayNoncesPerSenderMax of them, those of one sender
 */
public record EnvelopeSettings(
        int bytesMax,
        int depthMax,
        Duration clockSkewMax,
        int replayNoncesMax,
        int replayNoncesPerSenderMax) {
    public EnvelopeSettings {
        require("bytes-max", bytesMax, 1024);
        require("depth-max", depthMax, 2);
        require("replay-nonces-max", replayNoncesMax, 1);
        require("replay-nonces-per-sender-max", replayNoncesPerSenderMax, 1);
        if (clockSkewMax.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "kith.wire.clock-skew-max is " + clockSkewMax + "; it must be 1 s or more");
        }
    }

    /** Reads the object {@code kith.wire}. */
    public static EnvelopeSettings from(Config config) {
        return new EnvelopeSettings(
                Math.toIntExact(config.getBytes("bytes-max")),
                config.getInt("depth-max"),
                config.getDuration("clock-skew-max"),
                config.getInt("replay-nonces-max"),
                config.getInt("replay-nonces-per-sender-max"));
    }

    /** Whether a sender's time, milliseconds since 1970, may be now by its clock. */
    boolean isNow(long time, long now) {
        long skew = clockSkewMax.toMillis();
        return time >= now - skew && time <= now + skew;
    }

    /** Remembers envelopes for as long as their time may be now. */
    ReplayWindow replays() {
        return new ReplayWindow(
                clockSkewMax.multipliedBy(2), replayNoncesMax, replayNoncesPerSenderMax);
    }

    private static void require(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "kith.wire." + key + " is " + value + "; it must be at least " + least);
        }
    }
}
