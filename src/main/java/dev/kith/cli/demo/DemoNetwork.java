package dev.kith.cli.demo;

import dev.kith.cli.client.Surroundings;
import dev.kith.cli.process.AgentProcess;
import dev.kith.cli.process.Ports;
import dev.kith.cli.process.ReadyLine;
import dev.kith.cli.process.TempFolder;
import dev.kith.cli.terminal.Progress;
import dev.kith.identity.Admission;
import dev.kith.identity.IdentitySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Agents on this machine that form a network of their own, each a process. */
final class DemoNetwork implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("ada", "ben", "cleo", "dora", "emil", "frida", "gus", "hana", "igor");
    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final List<AgentProcess> agents = new CopyOnWriteArrayList<>();

    /** Most agents that a demo may have. */
    static int agentsMax() {
        return NAMES.size();
    }

    /**
     * Starts them and waits until all can serve: the first begins the network, the others join it.
     *
     * @param folder for their data and logs
     * @param say what is going on
     */
    void start(
            int count,
            Path folder,
            Optional<String> profile,
            Surroundings surroundings,
            Consumer<String> say) {
        Path authority = TempFolder.inside(folder, "authority");
        new Admission(IdentitySettings.standard(), surroundings.clock(), surroundings.random())
                .found(authority, "demo");
        // Starting costs seconds of CPU; on few cores the running ones would miss heartbeats.
        boolean oneByOne = Runtime.getRuntime().availableProcessors() < 2 * count;
        List<Integer> ports = Ports.free(count);
        for (int i = 0; i < count; i++) {
            String name = NAMES.get(i);
            Map<String, String> settings = settings(folder, name, ports, i);
            profile.ifPresent(word -> settings.put("kith.embed.model", word));
            Path log = TempFolder.inside(folder, "logs").resolve(name + ".log");
            agents.add(AgentProcess.start(name, settings, log, surroundings.environment()));
            if (oneByOne) awaitReady(agents.getLast(), surroundings, say);
        }
        if (!oneByOne) agents.forEach(agent -> awaitReady(agent, surroundings, say));
    }

    private static void awaitReady(
            AgentProcess agent, Surroundings surroundings, Consumer<String> say) {
        try (Progress progress = new Progress(surroundings.console(), surroundings.clock())) {
            while (!agent.isReady()
                    && agent.alive()
                    && progress.elapsed().compareTo(READY_MAX) < 0) {
                progress.show("starting " + agent.name());
                surroundings.pause().pause(LOOK);
            }
        }
        ReadyLine ready = agent.awaitReady(LOOK);
        say.accept(String.format("%-6s", agent.name()) + ready.http() + "  process " + agent.pid());
    }

    private static Map<String, String> settings(
            Path folder, String name, List<Integer> ports, int index) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("kith.node.name", name);
        settings.put("kith.node.data", TempFolder.inside(folder, name).toString());
        settings.put("kith.node.host", "127.0.0.1");
        settings.put("kith.node.port", ports.get(index).toString());
        settings.put("kith.node.seeds", "127.0.0.1:" + ports.getFirst());
        settings.put("kith.gateway.port", "0");
        settings.put("kith.management.port", "0");
        settings.put("kith.network.name", "demo");
        settings.put("kith.idle.mode", "off"); // whoever starts a demo wants to see it work
        settings.put("kith.network.authority", folder.resolve("authority").toString());
        return settings;
    }

    /** All that were started, in this order. */
    List<AgentProcess> agents() {
        return List.copyOf(agents);
    }

    /** Those that still run. */
    List<AgentProcess> alive() {
        return agents.stream().filter(AgentProcess::alive).toList();
    }

    /** Ends all of them at the same time. */
    @Override
    public void close() {
        agents.forEach(AgentProcess::leave);
        agents.forEach(AgentProcess::close);
    }

    /** Ends all of them at once, whatever they do. */
    void kill() {
        agents.forEach(AgentProcess::kill);
    }
}
