package dev.kith.reputation.karma;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What work is worth and what that buys; {@code kith.karma}.
 *
 * @param halfLife after which a credit counts half
 * @param modelGflop arithmetic of the network's model for a passage, in GFLOP
 * @param embedGflop GFLOP of the model, per passage, that make one unit
 * @param chunkUnit units of a passage that was cut
 * @param quotaBase requests that an agent without karma may make in one period
 * @param quotaPerKarma further requests for each unit of karma
 * @param quotaPeriod in which a used-up quota fills again
 * @param busyShare from which share of its places on an agent counts as busy, in [0, 1]
 * @param askersMax most agents whose quotas are remembered
 */
public record KarmaSettings(
        Duration halfLife,
        double modelGflop,
        double embedGflop,
        double chunkUnit,
        double quotaBase,
        double quotaPerKarma,
        Duration quotaPeriod,
        double busyShare,
        int askersMax) {
    public KarmaSettings {
        positive("half-life", halfLife);
        positive("quota-period", quotaPeriod);
        if (!(modelGflop > 0)) throw wrong("model-gflop", "above 0", modelGflop);
        if (!(embedGflop > 0)) throw wrong("embed-gflop", "above 0", embedGflop);
        if (!(chunkUnit >= 0)) throw wrong("chunk-unit", "at least 0", chunkUnit);
        if (!(quotaBase >= 1)) throw wrong("quota-base", "at least 1", quotaBase);
        if (!(quotaPerKarma >= 0)) throw wrong("quota-per-karma", "at least 0", quotaPerKarma);
        if (!(busyShare >= 0 && busyShare <= 1)) {
            throw wrong("busy-share", "from 0 to 1", busyShare);
        }
        if (askersMax < 1) throw wrong("askers-max", "at least 1", askersMax);
    }

    /** Reads the settings from the config at {@code kith.karma}. */
    public static KarmaSettings from(Config karma) {
        return new KarmaSettings(
                karma.getDuration("half-life"),
                karma.getDouble("model-gflop"),
                karma.getDouble("embed-gflop"),
                karma.getDouble("chunk-unit"),
                karma.getDouble("quota-base"),
                karma.getDouble("quota-per-karma"),
                karma.getDuration("quota-period"),
                karma.getDouble("busy-share"),
                karma.getInt("askers-max"));
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("kith.karma." + key + " must be positive: " + value);
        }
    }

    private static IllegalArgumentException wrong(String key, String bound, double value) {
        return new IllegalArgumentException(
                "kith.karma." + key + " must be " + bound + ": " + value);
    }
}
