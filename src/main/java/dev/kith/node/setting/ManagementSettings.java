package dev.kith.node.setting;

import com.typesafe.config.Config;

/**
 * Where Pekko Management listens; {@code kith.management}.
 *
 * @param host its address
 * @param port its port; 0 takes a free one, -1 turns it off
 */
public record ManagementSettings(String host, int port) {
    private static final int PORT_MAX = 65_535;

    public ManagementSettings {
        if (port < -1 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "kith.management.port is " + port + "; choose -1 to 65535");
        }
    }

    /** Reads the settings from the config at {@code kith.management}. */
    public static ManagementSettings from(Config management) {
        return new ManagementSettings(management.getString("host"), management.getInt("port"));
    }
}
