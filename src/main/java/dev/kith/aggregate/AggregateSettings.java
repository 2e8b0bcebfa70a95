package dev.kith.aggregate;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Limits of aggregators and how a search asks and ranks; {@code kith.aggregate} in the
 * configuration.
 *
 * @param partsMax parts of one task awaited at once; more are answered OVERLOADED
 * @param cosineMin two agents agree on a text when their vectors have at least this cosine
 * @param idleAfter an aggregator that awaits nothing and hears nothing for this long gives its
 *     memory back; one that awaits something, after ten times as long
 * @param searchesMax searches that one agent gathers at once; more are answered OVERLOADED
 * @param hedgeAfter wait for a copy's answer before another copy is asked too
 * @param candidatesMax best passages by each of dense and BM25 that are ranked
 * @param denseShare weight of the vectors' score in hybrid mode, 0 to 1; BM25 has the rest
 * @param rankConstant the k of reciprocal ranks, for {@code fusion=rrf}
 * @param deadlineMax longest a search may take, whatever was asked
 * @param scoutInterval how often every copy is asked where it stands
 */
public record AggregateSettings(
        int partsMax,
        double cosineMin,
        Duration idleAfter,
        int searchesMax,
        Duration hedgeAfter,
        int candidatesMax,
        double denseShare,
        int rankConstant,
        Duration deadlineMax,
        Duration scoutInterval) {

    public AggregateSettings {
        atLeastOne("parts-max", partsMax);
        atLeastOne("searches-max", searchesMax);
        atLeastOne("candidates-max", candidatesMax);
        atLeastOne("rank-constant", rankConstant);
        share("cosine-min", cosineMin);
        share("dense-share", denseShare);
        positive("idle-after", idleAfter);
        positive("hedge-after", hedgeAfter);
        positive("deadline-max", deadlineMax);
        positive("scout-interval", scoutInterval);
    }

    /** Reads the settings from the config at {@code kith.aggregate}. */
    public static AggregateSettings from(Config aggregate) {
        return new AggregateSettings(
                aggregate.getInt("parts-max"),
                aggregate.getDouble("cosine-min"),
                aggregate.getDuration("idle-after"),
                aggregate.getInt("searches-max"),
                aggregate.getDuration("hedge-after"),
                aggregate.getInt("candidates-max"),
                aggregate.getDouble("dense-share"),
                aggregate.getInt("rank-constant"),
                aggregate.getDuration("deadline-max"),
                aggregate.getDuration("scout-interval"));
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "kith.aggregate." + key + " must be at least 1, but is " + value);
        }
    }

    private static void share(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "kith.aggregate." + key + " must be between 0 and 1, but is " + value);
        }
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "kith.aggregate." + key + " must be positive, but is " + value);
        }
    }
}
