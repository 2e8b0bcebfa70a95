package dev.kith.node.setting;

import com.typesafe.config.Config;
import dev.kith.model.Capability;
import dev.kith.model.Words;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One agent; {@code kith.node}.
 *
 * @param name what people call it; empty for the host's name
 * @param owner the person or group that its machine belongs to; empty where that is not said
 * @param data its folder; empty for the usual place
 * @param cache folder of models and natives; empty for the usual place
 * @param capabilities the trades it offers; never empty
 * @param anchor whether it is meant to stay on
 * @param host address that other agents reach it at
 * @param port for other agents; 0 takes a free one
 * @param bindHost address that it listens at; empty for {@code host}
 * @param bindPort port that it listens at; 0 for {@code port}
 * @param seeds agents to join, {@code host:port}; empty to begin alone
 * @param waitingNotice how often it says what it waits for while it cannot join
 * @param leaveMax longest that leaving may take
 */
public record NodeSettings(
        String name,
        String owner,
        String data,
        String cache,
        Set<Capability> capabilities,
        boolean anchor,
        String host,
        int port,
        String bindHost,
        int bindPort,
        List<String> seeds,
        Duration waitingNotice,
        Duration leaveMax) {
    private static final int PORT_MAX = 65_535;
    private static final int OWNER_CHARS_MAX = 64;

    public NodeSettings {
        capabilities = Set.copyOf(capabilities);
        seeds = List.copyOf(seeds);
        if (capabilities.isEmpty()) {
            throw new IllegalArgumentException(
                    "kith.node.capabilities is empty; name at least one, such as [store]");
        }
        if (owner.length() > OWNER_CHARS_MAX || !owner.equals(owner.strip())) {
            throw new IllegalArgumentException(
                    "kith.node.owner is '"
                            + owner
                            + "'; write at most "
                            + OWNER_CHARS_MAX
                            + " chars, without spaces around them");
        }
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "kith.node.port is " + port + "; choose 0 to 65535, 0 for a free one");
        }
        if (bindPort < 0 || bindPort > PORT_MAX) {
            throw new IllegalArgumentException(
                    "kith.node.bind-port is "
                            + bindPort
                            + "; choose 0 to 65535, 0 for the same as kith.node.port");
        }
        if (bindPort > 0 && port == 0) {
            throw new IllegalArgumentException(
                    "kith.node.bind-port is "
                            + bindPort
                            + ", so kith.node.port must name the port that others reach it at");
        }
        for (String seed : seeds) {
            if (!seed.matches(".+:\\d{1,5}")) {
                throw new IllegalArgumentException(
                        "kith.node.seeds has '" + seed + "'; write host:port");
            }
        }
        if (!waitingNotice.isPositive() || !leaveMax.isPositive()) {
            throw new IllegalArgumentException(
                    "kith.node.waiting-notice and kith.node.leave-max must be positive");
        }
    }

    /** Reads the settings from the config at {@code kith.node}. */
    public static NodeSettings from(Config node) {
        return new NodeSettings(
                node.getString("name"),
                node.getString("owner"),
                node.getString("data"),
                node.getString("cache"),
                Words.of(node.getAnyRef("capabilities")).stream()
                        .map(Capability::of)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class))),
                node.getBoolean("anchor"),
                node.getString("host"),
                node.getInt("port"),
                node.getString("bind-host"),
                node.getInt("bind-port"),
                Words.of(node.getAnyRef("seeds")),
                node.getDuration("waiting-notice"),
                node.getDuration("leave-max"));
    }

    /** Where it listens, {@code host:port}. */
    public String listening() {
        return (bindHost.isEmpty() ? host : bindHost) + ":" + (bindPort == 0 ? port : bindPort);
    }
}
