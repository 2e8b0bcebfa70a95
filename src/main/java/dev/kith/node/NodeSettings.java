package dev.kith.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import dev.kith.model.Capability;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One agent; {@code kith.node}.
 *
 * @param name what people call it; empty for the host's name
 * @param data its folder; empty for the usual place
 * @param cache folder of models and natives; empty for the usual place
 * @param capabilities the trades it offers; never empty
 * @param host address that other agents reach it at
 * @param port for other agents; 0 takes a free one
 * @param seeds agents to join, {@code host:port}; empty to begin alone
 * @param waitingNotice how often it says what it waits for while it cannot join
 * @param leaveMax longest that leaving may take
 */
public record NodeSettings(
        String name,
        String data,
        String cache,
        Set<Capability> capabilities,
        String host,
        int port,
        List<String> seeds,
        Duration waitingNotice,
        Duration leaveMax) {
    private static final int PORT_MAX = 65_535;

    public NodeSettings {
        capabilities = Set.copyOf(capabilities);
        seeds = List.copyOf(seeds);
        if (capabilities.isEmpty()) {
            throw new IllegalArgumentException(
                    "kith.node.capabilities is empty; name at least one, such as [store]");
        }
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "kith.node.port is " + port + "; choose 0 to 65535, 0 for a free one");
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
                node.getString("data"),
                node.getString("cache"),
                words(node, "capabilities").stream()
                        .map(Capability::of)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Capability.class))),
                node.getString("host"),
                node.getInt("port"),
                words(node, "seeds"),
                node.getDuration("waiting-notice"),
                node.getDuration("leave-max"));
    }

    /** A list, or one text with commas, as the environment and system properties give it. */
    private static List<String> words(Config config, String key) {
        if (config.getValue(key).valueType() != ConfigValueType.STRING) {
            return config.getStringList(key);
        }
        return Arrays.stream(config.getString(key).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
