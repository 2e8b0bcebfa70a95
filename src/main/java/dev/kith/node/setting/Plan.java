package dev.kith.node.setting;

import com.typesafe.config.Config;
import dev.kith.aggregate.AggregateSettings;
import dev.kith.audit.AuditSettings;
import dev.kith.chunk.ChunkerSettings;
import dev.kith.embed.EmbedderSettings;
import dev.kith.gateway.GatewaySettings;
import dev.kith.idle.IdleSettings;
import dev.kith.node.reunion.rule.ReunionSettings;
import dev.kith.placement.PlacementSettings;
import dev.kith.registry.RegistrySettings;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.store.StoreSettings;
import dev.kith.store.index.IndexSettings;
import dev.kith.task.TaskSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every feature's settings, read and checked before anything is started. */
public record Plan(
        NodeSettings node,
        NetworkSettings network,
        String name,
        Folders folders,
        ReunionSettings reunion,
        RegistrySettings registry,
        ReputationSettings reputation,
        KarmaSettings karma,
        IdleSettings idle,
        PlacementSettings placement,
        ChunkerSettings chunk,
        EmbedderSettings embed,
        AggregateSettings aggregate,
        AuditSettings audit,
        StoreSettings store,
        IndexSettings index,
        TaskSettings task,
        GatewaySettings gateway) {
    private static final Logger LOG = LoggerFactory.getLogger(Plan.class);

    /**
     * Reads all of {@code kith}.
     *
     * @param environment for {@code HOME} and the XDG folders
     * @throws IllegalArgumentException naming key, value and remedy of the first that is wrong
     */
    public static Plan of(Config kith, Map<String, String> environment) {
        var node = NodeSettings.from(kith.getConfig("node"));
        var network = NetworkSettings.from(kith.getConfig("network"));
        String name = node.name().isEmpty() ? hostName() : node.name();
        return new Plan(
                node,
                network,
                name,
                Folders.of(node, network, name, environment),
                ReunionSettings.from(kith.getConfig("reunion")),
                RegistrySettings.from(kith.getConfig("registry")),
                ReputationSettings.from(kith.getConfig("reputation")),
                KarmaSettings.from(kith.getConfig("karma")),
                IdleSettings.from(kith.getConfig("idle")),
                PlacementSettings.from(kith.getConfig("placement")),
                ChunkerSettings.from(kith.getConfig("chunk")),
                EmbedderSettings.from(kith.getConfig("embed")),
                AggregateSettings.from(kith.getConfig("aggregate")),
                AuditSettings.from(kith.getConfig("audit")),
                StoreSettings.from(kith.getConfig("store")),
                IndexSettings.from(kith.getConfig("store-index")),
                TaskSettings.from(kith.getConfig("task")),
                GatewaySettings.from(kith.getConfig("gateway")));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("this machine has no name", e);
            return "agent";
        }
    }
}
