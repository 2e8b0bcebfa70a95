package dev.kith.node.setting;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.Capability;
import dev.kith.registry.Card;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Turns an agent's settings into the settings of its Pekko cluster member. Pure. */
public final class MemberConfig {
    /** Name of every agent's actor system; part of their addresses. */
    public static final String SYSTEM = "kith";

    private MemberConfig() {}

    /** {@code config} with address, roles and management as the settings say. */
    public static Config of(Config config, NodeSettings node, ManagementSettings management) {
        Map<String, Object> own = new HashMap<>();
        own.put("pekko.remote.artery.canonical.hostname", node.host());
        own.put("pekko.remote.artery.canonical.port", node.port());
        if (!node.bindHost().isEmpty()) {
            own.put("pekko.remote.artery.bind.hostname", node.bindHost());
        }
        if (node.bindPort() > 0) own.put("pekko.remote.artery.bind.port", node.bindPort());
        own.put("pekko.cluster.roles", roles(node));
        own.put("pekko.management.http.hostname", management.host());
        own.put("pekko.management.http.port", Math.max(0, management.port()));
        return ConfigFactory.parseMap(own, "kith.node").withFallback(config);
    }

    private static List<String> roles(NodeSettings node) {
        var capabilities = node.capabilities().stream().map(Capability::role);
        return Stream.concat(capabilities, node.anchor() ? Stream.of(Card.ANCHOR) : Stream.empty())
                .sorted()
                .toList();
    }
}
