package dev.kith.cli.bench.live;

import dev.kith.api.AgentList;
import dev.kith.cli.archive.StartArchive;
import dev.kith.cli.bench.measure.Contender;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Footprint;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.process.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How long an agent takes from its process's start until it can serve, with and without AOT. */
public final class StartBench {
    private static final String PLAIN = "plain";
    private static final String ARCHIVE = "archive";

    private final String model;
    private final Path folder;
    private final Surroundings surroundings;
    private final boolean archives;
    private final Map<String, List<Taken>> taken = new HashMap<>();

    /** What a start has taken of the machine; 0 where the system does not tell. */
    private record Taken(double cpuSeconds, double resident) {
        static Taken by(long pid) {
            double cpu =
                    ProcessHandle.of(pid)
                            .flatMap(process -> process.info().totalCpuDuration())
                            .map(time -> time.toMillis() / 1000.0)
                            .orElse(0.0);
            return new Taken(cpu, Footprint.resident(pid).orElse(0));
        }
    }

    /**
     * @param model of the agents, as {@code kith.embed.model} has it
     * @param folder a temporary one
     */
    public StartBench(String model, Path folder, Surroundings surroundings) {
        this.model = model;
        this.folder = folder;
        this.archives = StartArchive.wanted(surroundings.environment());
        // An agent would take the archive by itself; here only who is told to.
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("KITH_ARCHIVE", "off");
        this.surroundings =
                new Surroundings(
                        surroundings.console(),
                        environment,
                        surroundings.clock(),
                        surroundings.pause(),
                        surroundings.random());
    }

    /** Measures; first makes an archive of what a start loads, where that can be done. */
    public void run(Limits limits, Turns.Listener listener, Findings findings) {
        listener.at(0, "making an archive");
        Optional<Path> archive = archive(findings);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(contender(PLAIN, "", findings));
        archive.ifPresentOrElse(
                file -> {
                    contenders.add(contender(ARCHIVE, "-XX:AOTCache=" + file, findings));
                    findings.figure("archive_bytes", file.toFile().length());
                },
                () ->
                        findings.note(
                                "No archive: that needs a class path of jars only, as the launcher"
                                        + " has, and no KITH_ARCHIVE=off."));
        Turns turns = Turns.run(contenders, limits, surroundings.clock(), listener);
        for (Contender one : contenders) {
            List<Double> seconds = turns.of(one.name()).stream().map(rate -> 1 / rate).toList();
            findings.figure("start_" + one.name() + "_seconds", seconds);
            List<Taken> own = taken.getOrDefault(one.name(), List.of());
            List<Taken> counted = own.subList(own.size() - seconds.size(), own.size());
            put("start_" + one.name() + "_cpu_seconds", counted, Taken::cpuSeconds, findings);
            put("idle_" + one.name() + "_resident_bytes", counted, Taken::resident, findings);
        }
        if (turns.has(ARCHIVE)) {
            findings.ratio("start_archive_vs_plain", turns.ratio(ARCHIVE, PLAIN));
        }
        findings.note("Agents begin with an empty store; the model is unpacked already.");
    }

    private void make(StartArchive archive) {
        if (!new Training(surroundings.environment(), false).make(archive)) {
            throw new IllegalStateException(archive.file() + " is being made");
        }
    }

    private static void put(
            String name, List<Taken> counted, Function<Taken, Double> figure, Findings findings) {
        List<Double> all = counted.stream().map(figure).toList();
        if (all.stream().allMatch(value -> value > 0)) findings.figure(name, all);
    }

    /** The one that agents here have already, or a new one. */
    private Optional<Path> archive(Findings findings) {
        Optional<StartArchive> own = StartArchive.here(surroundings.environment());
        if (own.isEmpty() || !archives) return Optional.empty();
        if (own.get().exists()) return own.map(StartArchive::file);
        var fresh = new StartArchive(folder.resolve(own.get().file().getFileName()));
        double seconds = Turns.seconds(surroundings.clock(), () -> make(fresh));
        findings.figure("archive_making_seconds", seconds);
        return Optional.of(fresh.file());
    }

    private Contender contender(String name, String flags, Findings findings) {
        return new Contender(
                name,
                round -> {
                    List<Agents> started = new ArrayList<>();
                    double seconds =
                            Turns.seconds(
                                    surroundings.clock(),
                                    () -> started.add(start(name + round, flags)));
                    for (Agents agent : started) {
                        taken.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(Taken.by(agent.pids().getFirst()));
                        if (round == 0) describe(agent, findings);
                        agent.close();
                    }
                    return 1 / seconds;
                });
    }

    private void describe(Agents agent, Findings findings) {
        try (Feed feed = new Feed(agent.addresses(), surroundings)) {
            AgentList all = feed.client().get("/v1/agents").as(AgentList.class);
            all.agents()
                    .getFirst()
                    .engine()
                    .ifPresent(name -> findings.engine(name, System.getProperty("os.arch")));
        }
    }

    private Agents start(String name, String flags) {
        return Agents.start(new Agents.Plan(1, model, flags), folder, name, surroundings);
    }
}
