package dev.kith.identity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;

/**
 * How long certificates last, and what is remembered of others' keys; {@code kith.identity} in
 * {@code application.conf}.
 *
 * @param authorityValidity life of a network authority's own certificate
 * @param certificateValidity life of an agent's certificate; renewed when a third of it is left
 * @param checkedKeysMax keys of agents that are remembered as good, at least 1
 */
public record IdentitySettings(
        Duration authorityValidity, Duration certificateValidity, int checkedKeysMax) {
    public IdentitySettings {
        requirePositive("authority-validity", authorityValidity);
        requirePositive("certificate-validity", certificateValidity);
        if (checkedKeysMax < 1) {
            throw new IllegalArgumentException(
                    "kith.identity.checked-keys-max is "
                            + checkedKeysMax
                            + "; it must be positive");
        }
    }

    /** Reads the object {@code kith.identity}. */
    public static IdentitySettings from(Config config) {
        return new IdentitySettings(
                config.getDuration("authority-validity"),
                config.getDuration("certificate-validity"),
                config.getInt("checked-keys-max"));
    }

    /** The defaults, with what the environment says. */
    public static IdentitySettings standard() {
        return from(
                ConfigFactory.parseResources("kith/identity.conf")
                        .resolve()
                        .getConfig("kith.identity"));
    }

    private static void requirePositive(String key, Duration value) {
        if (value.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "kith.identity." + key + " is " + value + "; it must be an hour or more");
        }
    }
}
