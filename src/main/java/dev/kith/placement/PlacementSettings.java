package dev.kith.placement;

import com.typesafe.config.Config;

/**
 * How shards are spread; {@code kith.placement}.
 *
 * @param workShards shards of each kind of work; fixed for the network's life
 * @param movesMax most shards of one kind that move in one round
 */
public record PlacementSettings(int workShards, int movesMax) {
    public PlacementSettings {
        if (workShards < 1) {
            throw new IllegalArgumentException("kith.placement.work-shards must be at least 1");
        }
        if (movesMax < 1) {
            throw new IllegalArgumentException("kith.placement.moves-max must be at least 1");
        }
    }

    /** Reads the settings from the config at {@code kith.placement}. */
    public static PlacementSettings from(Config placement) {
        return new PlacementSettings(
                placement.getInt("work-shards"), placement.getInt("moves-max"));
    }
}
