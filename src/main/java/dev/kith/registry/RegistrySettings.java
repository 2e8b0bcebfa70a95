package dev.kith.registry;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How lively the directory is; {@code kith.registry}.
 *
 * @param cardInterval how often an agent says anew how it is
 */
public record RegistrySettings(Duration cardInterval) {
    public RegistrySettings {
        if (!cardInterval.isPositive()) {
            throw new IllegalArgumentException("kith.registry.card-interval must be positive");
        }
    }

    /** Reads the settings from the config at {@code kith.registry}. */
    public static RegistrySettings from(Config registry) {
        return new RegistrySettings(registry.getDuration("card-interval"));
    }
}
