package dev.kith.faults.network;

import dev.kith.node.AgentProcess;
import dev.kith.node.AgentProcess.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The agents of one network and the links between them; safe from any thread. */
public final class Agents implements AutoCloseable {
    /** Long enough on a machine that does other things as well. */
    public static final Duration READY = Duration.ofMinutes(8);

    private static final List<String> NAMES =
            List.of("ada", "ben", "cleo", "dan", "eve", "fay", "gus", "hal");

    private final Path folder;
    private final Thread hook;
    private final Links links;
    private final List<Place> places;
    private final List<AgentProcess> processes = new ArrayList<>();
    private final Set<Integer> stopped = ConcurrentHashMap.newKeySet();
    private final Set<Integer> wanted = ConcurrentHashMap.newKeySet();

    private Agents(Path folder, Links links, List<Place> places) {
        this.folder = folder;
        this.links = links;
        this.places = places;
        this.hook = new Thread(this::killAll, "kill-agents");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * A network of agents that are not started yet; the first is its anchor.
     *
     * @param settings of all of them, as {@code key=value}
     * @param flags of their JVMs; {@code %s} stands for the agent's name
     */
    public static Agents in(
            Path folder, int count, List<String> settings, List<String> flags, long seed) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Integer> ports = AgentProcess.freePorts(1 + count);
        int port = ports.getFirst();
        var links = new Links(count, port, seed);
        List<String> seeds =
                IntStream.range(0, count).mapToObj(i -> Links.front(i) + ":" + port).toList();
        List<Place> places =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new Place(
                                        NAMES.get(i),
                                        folder,
                                        port,
                                        ports.get(1 + i),
                                        seeds,
                                        own(settings, i),
                                        flags.stream()
                                                .map(flag -> flag.replace("%s", NAMES.get(i)))
                                                .toList()))
                        .toList();
        return new Agents(folder, links, places);
    }

    private static List<String> own(List<String> settings, int agent) {
        var own = new ArrayList<>(settings);
        own.add("kith.node.anchor=" + (agent == 0));
        own.addAll(Links.settings(agent));
        return own;
    }

    /** How many there are, running or not. */
    public int count() {
        return places.size();
    }

    /** What agent {@code i} is called. */
    public String name(int i) {
        return places.get(i).name();
    }

    /** Where agent {@code i} answers HTTP. */
    public String http(int i) {
        return "http://127.0.0.1:" + places.get(i).httpPort();
    }

    /** Process id of agent {@code i}, which must have been started. */
    public long pid(int i) {
        return process(i).pid();
    }

    /** The folder with an agent's key and documents. */
    public Path data(int i) {
        return folder.resolve(name(i));
    }

    /** Where all of them have their folders and logs. */
    public Path folder() {
        return folder;
    }

    /** The links. */
    public Links links() {
        return links;
    }

    /** All that agent {@code i} has logged. */
    public String log(int i) {
        return processes.size() > i ? processes.get(i).logText() : "";
    }

    /** Starts those that do not run, and does not wait for them. */
    public synchronized void start(List<Integer> agents) {
        for (int i : agents) {
            wanted.add(i);
            while (processes.size() <= i) {
                processes.add(places.get(processes.size()).start());
            }
            if (!processes.get(i).alive()) processes.set(i, places.get(i).start());
        }
    }

    /** Starts all that do not run, one after the first, and waits until all serve. */
    public void startAll() throws InterruptedException {
        start(List.of(0));
        process(0).ready(READY);
        start(all());
        awaitServing(all());
    }

    /** Starts whatever ended although it should not have; their names. */
    public synchronized List<String> revive() {
        List<Integer> dead =
                wanted.stream().filter(i -> !processes.get(i).alive()).sorted().toList();
        start(dead);
        return dead.stream().map(this::name).toList();
    }

    /** Waits until all of these serve; starts again what ends before. */
    public void awaitServing(List<Integer> agents) {
        boolean serving =
                Waits.await(
                        READY,
                        () -> {
                            revive();
                            return agents.stream().allMatch(this::up);
                        });
        if (serving) return;
        int late = agents.stream().filter(i -> !up(i)).findFirst().orElseThrow();
        throw new AssertionError(name(late) + " does not serve; its log:\n" + tail(log(late)));
    }

    /** SIGKILL, all at once. */
    public void kill(List<Integer> agents) throws InterruptedException {
        wanted.removeAll(agents);
        for (int i : agents) signal(i, "KILL");
        for (int i : agents) process(i).kill();
        stopped.removeAll(agents);
    }

    /** SIGTERM; waits for the end. */
    public int leave(int agent) throws InterruptedException {
        wanted.remove(agent);
        return process(agent).leave();
    }

    /** SIGSTOP. */
    public void suspend(int agent) {
        if (stopped.add(agent)) signal(agent, "STOP");
    }

    /** SIGCONT, to all that were suspended. */
    public void resumeAll() {
        for (int agent : List.copyOf(stopped)) {
            if (process(agent).alive()) signal(agent, "CONT");
            stopped.remove(agent);
        }
    }

    /** Whether agent {@code i} runs, has said that it is ready, and is not suspended. */
    public boolean up(int i) {
        return !stopped.contains(i) && started(i) && process(i).serves();
    }

    /** All, by their numbers. */
    public List<Integer> all() {
        return IntStream.range(0, count()).boxed().toList();
    }

    private synchronized boolean started(int i) {
        return i < processes.size();
    }

    private synchronized AgentProcess process(int i) {
        return processes.get(i);
    }

    private void signal(int agent, String signal) {
        try {
            process(agent).signal(signal);
        } catch (AssertionError e) {
            if (process(agent).alive()) throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(String log) {
        return log.substring(Math.max(0, log.length() - 4000));
    }

    private synchronized void killAll() {
        wanted.clear();
        processes.forEach(AgentProcess::close);
    }

    private boolean alive(int i) {
        return started(i) && process(i).alive();
    }

    @Override
    public void close() {
        killAll();
        links.close();
        Waits.await(READY, () -> all().stream().noneMatch(this::alive));
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
