package dev.kith.cli.bench.live;

import dev.kith.cli.client.Surroundings;
import dev.kith.cli.process.AgentProcess;
import dev.kith.cli.process.Ports;
import dev.kith.cli.process.TempFolder;
import dev.kith.identity.Admission;
import dev.kith.identity.IdentitySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network of this machine for a benchmark: one copy of everything, working whatever the load. */
public final class Agents implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofMinutes(5);

    private final Path folder;
    private final Surroundings surroundings;
    private final List<AgentProcess> processes = new CopyOnWriteArrayList<>();

    /**
     * How the agents are.
     *
     * @param count how many
     * @param model as {@code kith.embed.model} has it
     * @param flags for their JVMs, put behind the usual ones
     */
    public record Plan(int count, String model, String flags) {
        /** So many with the usual flags. */
        public static Plan of(int count, String model) {
            return new Plan(count, model, "");
        }
    }

    private Agents(Path folder, Surroundings surroundings) {
        this.folder = folder;
        this.surroundings = surroundings;
        // Whatever happens to this process, none of them stays.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "ending agents"));
    }

    /**
     * Starts them one after the other, and returns when all are ready.
     *
     * @param parent a temporary folder; the agents' data and logs go into one inside it
     * @param name of the network, and of the folder
     * @throws dev.kith.cli.client.CommandFailed with the end of its log, where one does not start
     */
    public static Agents start(Plan plan, Path parent, String name, Surroundings surroundings) {
        var agents = new Agents(TempFolder.inside(parent, name), surroundings);
        Path authority = TempFolder.inside(agents.folder, "authority");
        new Admission(IdentitySettings.standard(), surroundings.clock(), surroundings.random())
                .found(authority, name);
        List<Integer> ports = Ports.free(plan.count());
        try {
            for (int i = 0; i < plan.count(); i++) agents.add(plan, name, ports, i);
        } catch (RuntimeException e) {
            agents.close();
            throw e;
        }
        return agents;
    }

    private void add(Plan plan, String network, List<Integer> ports, int index) {
        String name = network + (index + 1);
        Map<String, String> settings = new TreeMap<>();
        settings.put("kith.node.name", name);
        settings.put("kith.node.data", data(index).toString());
        settings.put("kith.node.host", "127.0.0.1");
        settings.put("kith.node.port", ports.get(index).toString());
        settings.put("kith.node.seeds", "127.0.0.1:" + ports.getFirst());
        settings.put("kith.gateway.port", "0");
        settings.put("kith.management.port", "0");
        settings.put("kith.network.name", network);
        settings.put("kith.network.copies", "1");
        settings.put("kith.network.authority", folder.resolve("authority").toString());
        settings.put("kith.embed.model", plan.model());
        settings.put("kith.idle.mode", "off"); // a benchmark is what its machine is for
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        String cache = environment.getOrDefault("KITH_NODE_CACHE", "");
        if (!cache.isEmpty()) settings.put("kith.node.cache", cache);
        environment.merge("KITH_AGENT_OPTS", plan.flags(), (given, own) -> given + " " + own);
        AgentProcess process =
                AgentProcess.start(name, settings, folder.resolve(name + ".log"), environment);
        processes.add(process);
        process.awaitReady(READY_MAX);
    }

    /** Where the data of an agent lies, counted from 0. */
    public Path data(int index) {
        return TempFolder.inside(folder, "data" + (index + 1));
    }

    /** Where they answer, in order. */
    public List<URI> addresses() {
        return processes.stream().map(AgentProcess::http).toList();
    }

    /** The numbers of their processes, in order. */
    public List<Long> pids() {
        return processes.stream().map(AgentProcess::pid).toList();
    }

    /** Ends them at once; what they stored is not wanted any more. */
    @Override
    public void close() {
        processes.forEach(AgentProcess::kill);
    }
}
