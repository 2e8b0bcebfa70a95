package dev.kith.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.model.Capability;
import java.util.HashMap;
import java.util.Map;

/** Turns an agent's settings into the settings of its Pekko cluster member. Pure. */
final class MemberConfig {
    /** Name of every agent's actor system; part of their addresses. */
    static final String SYSTEM = "kith";

    private MemberConfig() {}

    /** {@code config} with address, roles and management as the settings say. */
    static Config of(Config config, NodeSettings node, ManagementSettings management) {
        Map<String, Object> own = new HashMap<>();
        own.put("pekko.remote.artery.canonical.hostname", node.host());
        own.put("pekko.remote.artery.canonical.port", node.port());
        own.put(
                "pekko.cluster.roles",
                node.capabilities().stream().map(Capability::role).sorted().toList());
        own.put("pekko.management.http.hostname", management.host());
        own.put("pekko.management.http.port", Math.max(0, management.port()));
        return ConfigFactory.parseMap(own, "kith.node").withFallback(config);
    }
}
