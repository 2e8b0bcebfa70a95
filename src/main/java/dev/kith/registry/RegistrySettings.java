package dev.kith.registry;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How lively the directory is; {@code kith.registry}.
 *
 * @param cardInterval how often an agent says anew how it is
 * @param cardLifetime how long the others believe what it has said last; at least ten times that
 * @param checkedRecordsMax signed records that are remembered as checked, at least 1
 */
public record RegistrySettings(
        Duration cardInterval, Duration cardLifetime, int checkedRecordsMax) {
    private static final int INTERVALS_MIN = 10;

    public RegistrySettings {
        if (!cardInterval.isPositive()) {
            throw new IllegalArgumentException("kith.registry.card-interval must be positive");
        }
        if (cardLifetime.compareTo(cardInterval.multipliedBy(INTERVALS_MIN)) < 0) {
            throw new IllegalArgumentException(
                    "kith.registry.card-lifetime is "
                            + cardLifetime
                            + "; it must be at least ten times card-interval");
        }
        if (checkedRecordsMax < 1) {
            throw new IllegalArgumentException(
                    "kith.registry.checked-records-max is "
                            + checkedRecordsMax
                            + "; it must be positive");
        }
    }

    /** Reads the settings from the config at {@code kith.registry}. */
    public static RegistrySettings from(Config registry) {
        return new RegistrySettings(
                registry.getDuration("card-interval"),
                registry.getDuration("card-lifetime"),
                registry.getInt("checked-records-max"));
    }
}
