package dev.kith.store.scrub;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How a partition is kept sound; {@code kith.store.upkeep}.
 *
 * @param scrubPeriod within which everything on disk is read once
 * @param scrubStretch bytes that are read at once
 * @param orphanKeep how long parts of a document that was never accepted are kept
 * @param tombstoneKeep how long it is kept that a document was deleted
 * @param eraseAfter when the bytes of what was deleted leave the disk at the latest
 */
public record UpkeepSettings(
        Duration scrubPeriod,
        long scrubStretch,
        Duration orphanKeep,
        Duration tombstoneKeep,
        Duration eraseAfter) {
    public UpkeepSettings {
        positive("scrub-period", scrubPeriod.toMillis());
        positive("scrub-stretch", scrubStretch);
        positive("orphan-keep", orphanKeep.toMillis());
        positive("tombstone-keep", tombstoneKeep.toMillis());
        positive("erase-after", eraseAfter.toMillis());
    }

    /** Reads the settings from the config at {@code kith.store.upkeep}. */
    public static UpkeepSettings from(Config upkeep) {
        return new UpkeepSettings(
                upkeep.getDuration("scrub-period"),
                upkeep.getBytes("scrub-stretch"),
                upkeep.getDuration("orphan-keep"),
                upkeep.getDuration("tombstone-keep"),
                upkeep.getDuration("erase-after"));
    }

    private static void positive(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "kith.store.upkeep." + key + " is " + value + "; it must be positive");
        }
    }
}
