package dev.kith.cli.bench.live;

import dev.kith.api.AgentList;
import dev.kith.cli.bench.measure.Contender;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long an agent takes from its process's start until it can serve, with and without AOT. */
public final class StartBench {
    private static final Duration ARCHIVING_MAX = Duration.ofMinutes(3);
    private static final String PLAIN = "plain";
    private static final String ARCHIVE = "archive";

    private final String model;
    private final Path folder;
    private final Surroundings surroundings;

    /**
     * @param model of the agents, as {@code kith.embed.model} has it
     * @param folder a temporary one
     */
    public StartBench(String model, Path folder, Surroundings surroundings) {
        this.model = model;
        this.folder = folder;
        this.surroundings = surroundings;
    }

    /** Measures; first makes an archive of what a start loads, where that can be done. */
    public void run(Limits limits, Turns.Listener listener, Findings findings) {
        listener.at(0, "making an archive");
        Path archive = folder.resolve("agent.aot");
        train(archive, findings);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(contender(PLAIN, ""));
        long bytes = size(archive);
        if (bytes > 0) {
            contenders.add(contender(ARCHIVE, "-XX:AOTCache=" + archive));
            findings.figure("archive_bytes", bytes);
        } else {
            findings.note(
                    "No archive could be made; that needs a class path of jars only, as the"
                            + " launcher has.");
        }
        Turns turns = Turns.run(contenders, limits, surroundings.clock(), listener);
        for (Contender one : contenders) {
            List<Double> seconds = turns.of(one.name()).stream().map(rate -> 1 / rate).toList();
            findings.figure("start_" + one.name() + "_seconds", seconds);
        }
        if (turns.has(ARCHIVE)) {
            findings.ratio("start_archive_vs_plain", turns.ratio(ARCHIVE, PLAIN));
        }
        findings.note("Agents begin with an empty store; the model is unpacked already.");
    }

    private void train(Path archive, Findings findings) {
        Agents agents = start("train", "-XX:AOTCacheOutput=" + archive);
        try (Feed feed = new Feed(agents.addresses(), surroundings)) {
            Optional<String> engine =
                    feed.client()
                            .get("/v1/agents")
                            .as(AgentList.class)
                            .agents()
                            .getFirst()
                            .engine();
            engine.ifPresent(name -> findings.engine(name, System.getProperty("os.arch")));
        } finally {
            agents.leave(ARCHIVING_MAX);
        }
    }

    private Contender contender(String name, String flags) {
        return new Contender(
                name,
                round -> {
                    List<Agents> started = new ArrayList<>();
                    double seconds =
                            Turns.seconds(
                                    surroundings.clock(),
                                    () -> started.add(start(name + round, flags)));
                    started.forEach(Agents::close);
                    return 1 / seconds;
                });
    }

    private Agents start(String name, String flags) {
        return Agents.start(new Agents.Plan(1, model, flags), folder, name, surroundings);
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
