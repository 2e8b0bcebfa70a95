package dev.kith.placement;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How shards are spread; {@code kith.placement}.
 *
 * @param workShards shards of each kind of work; fixed for the network's life
 * @param movesMax most shards of one kind that move in one round
 * @param movesKeptMax moves of one kind of work that the agent that decides on them remembers
 * @param workSlack how far an agent may be above its share of work before shards leave it, as a
 *     fraction of that share; 0 or more
 * @param newcomerShare what the reputation of an agent of which nothing is known counts in its
 *     share of work, in (0, 1]
 * @param homesInterval how often an agent that has work done looks where the shards of it are
 * @param planInterval how often an agent looks which copies it should bring level or let go
 * @param releaseAfter how long files are kept that no copy needs any more
 */
public record PlacementSettings(
        int workShards,
        int movesMax,
        int movesKeptMax,
        double workSlack,
        double newcomerShare,
        Duration homesInterval,
        Duration planInterval,
        Duration releaseAfter) {
    public PlacementSettings {
        if (workShards < 1) {
            throw new IllegalArgumentException("kith.placement.work-shards must be at least 1");
        }
        if (movesMax < 1) {
            throw new IllegalArgumentException("kith.placement.moves-max must be at least 1");
        }
        if (movesKeptMax < 1) {
            throw new IllegalArgumentException("kith.placement.moves-kept-max must be at least 1");
        }
        if (!(workSlack >= 0)) {
            throw new IllegalArgumentException("kith.placement.work-slack must not be negative");
        }
        if (!(newcomerShare > 0 && newcomerShare <= 1)) {
            throw new IllegalArgumentException(
                    "kith.placement.newcomer-share must be more than 0 and at most 1");
        }
        if (!homesInterval.isPositive()) {
            throw new IllegalArgumentException("kith.placement.homes-interval must be positive");
        }
        if (!planInterval.isPositive()) {
            throw new IllegalArgumentException("kith.placement.plan-interval must be positive");
        }
        if (releaseAfter.isNegative()) {
            throw new IllegalArgumentException("kith.placement.release-after must not be negative");
        }
    }

    /** Reads the settings from the config at {@code kith.placement}. */
    public static PlacementSettings from(Config placement) {
        return new PlacementSettings(
                placement.getInt("work-shards"),
                placement.getInt("moves-max"),
                placement.getInt("moves-kept-max"),
                placement.getDouble("work-slack"),
                placement.getDouble("newcomer-share"),
                placement.getDuration("homes-interval"),
                placement.getDuration("plan-interval"),
                placement.getDuration("release-after"));
    }
}
