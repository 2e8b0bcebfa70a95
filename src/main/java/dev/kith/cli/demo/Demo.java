package dev.kith.cli.demo;

import dev.kith.api.NetworkAnswer;
import dev.kith.api.SearchAnswer;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.InParallel;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.command.HitPrinter;
import dev.kith.cli.ingest.BulkIngest;
import dev.kith.cli.ingest.IngestRun;
import dev.kith.cli.ingest.Tally;
import dev.kith.cli.process.AgentProcess;
import dev.kith.cli.source.Item;
import dev.kith.cli.terminal.Progress;
import dev.kith.cli.terminal.Style;
import dev.kith.cli.terminal.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps of a demo on a network that runs. */
final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration REQUEST = Duration.ofSeconds(60);
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(15);
    private static final int QUESTIONS = 4;
    private static final int PASSAGE_LINES = 4;

    private final Surroundings surroundings;
    private final Style style;
    private final Consumer<String> say;
    private final DemoNetwork network;

    /**
     * @param say takes a line for the person
     */
    Demo(Surroundings surroundings, Style style, Consumer<String> say, DemoNetwork network) {
        this.surroundings = surroundings;
        this.style = style;
        this.say = say;
        this.network = network;
    }

    /** What was ingested. */
    private record Ingested(
            List<String> ids, List<String> questions, double seconds, long chunks) {}

    DemoReport run(Material material) {
        List<AgentProcess> agents = network.agents();
        AgentProcess first = agents.getFirst();
        say.accept("");
        say.accept(style.bold("Ingesting " + material.name()) + " at " + first.name());
        Ingested ingested = ingest(material, first);
        say.accept("");
        say.accept(style.bold("Searching") + " at " + first.name());
        List<Optional<SearchAnswer>> before = new ArrayList<>();
        try (DemoSearches searches = new DemoSearches(first.http(), surroundings)) {
            Instant until = in(RECOVERY_MAX);
            for (String question : ingested.questions()) {
                before.add(searches.whole(question, until));
                show(question, before.getLast());
            }
        }
        return afterKill(ingested, before);
    }

    private Ingested ingest(Material material, AgentProcess at) {
        Questions questions = new Questions(QUESTIONS);
        List<String> ids = new ArrayList<>();
        Tally tally = new Tally(item -> id(item).ifPresent(ids::add));
        try (AgentClient client = new AgentClient(List.of(at.http()), REQUEST);
                Progress progress = new Progress(surroundings.console(), surroundings.clock())) {
            IngestRun run = new IngestRun(surroundings, client, tally, progress);
            run.run(
                    sink ->
                            material.reader()
                                    .accept(item -> {
                                        questions.see(item);
                                        sink.accept(item);
                                    }),
                    BulkIngest.Limits.standard(PATIENCE, true),
                    material.inputBytes());
            Duration elapsed = progress.elapsed();
            progress.clear();
            Tally.Counts counts = tally.counts();
            for (Tally.Failed failed : counts.failures()) {
                say.accept(style.warning("not taken ") + failed.name() + ": " + failed.reason());
            }
            long chunks = client.get("/v1/network").as(NetworkAnswer.class).chunks();
            say.accept(
                    Units.count(counts.done(), "document")
                            + " in "
                            + Units.count(chunks, "passage")
                            + ", searchable after "
                            + Units.time(elapsed)
                            + " ("
                            + counts.rates(elapsed)
                            + ")");
            List<String> asked =
                    material.questions().isEmpty() ? questions.chosen() : material.questions();
            return new Ingested(ids, asked, elapsed.toMillis() / 1000.0, chunks);
        }
    }

    private static Optional<String> id(Item item) {
        return switch (item) {
            case Item.Line line -> line.id();
            case Item.LargeFile file -> Optional.of(file.id());
            case Item.Unusable _ -> Optional.empty();
        };
    }

    private void show(String question, Optional<SearchAnswer> answer) {
        say.accept("");
        say.accept(style.good("? ") + style.bold(question));
        if (answer.isEmpty() || answer.get().hits().isEmpty()) {
            say.accept("Nothing was found.");
            return;
        }
        new HitPrinter(style, surroundings.console().width())
                .lines(answer.get().hits().getFirst(), question, PASSAGE_LINES)
                .forEach(say);
    }

    private DemoReport afterKill(Ingested ingested, List<Optional<SearchAnswer>> before) {
        List<AgentProcess> agents = network.agents();
        AgentProcess victim = agents.get(1);
        AgentProcess asked = agents.getLast() == victim ? agents.getFirst() : agents.getLast();
        say.accept("");
        say.accept(
                style.bad("Killing " + victim.name())
                        + " with SIGKILL (process "
                        + victim.pid()
                        + ") and asking "
                        + asked.name()
                        + " the same at once");
        victim.kill();
        Instant killed = surroundings.clock().instant();
        List<DemoReport.Search> results = new ArrayList<>();
        double recovered;
        long missing;
        try (DemoSearches searches = new DemoSearches(asked.http(), surroundings)) {
            List<Again> after =
                    InParallel.map(
                            ingested.questions(),
                            QUESTIONS,
                            question -> again(searches, question, killed));
            recovered = since(killed);
            for (int i = 0; i < before.size(); i++) {
                String question = ingested.questions().get(i);
                results.add(compare(question, before.get(i), after.get(i).answer()));
                say.accept(line(results.getLast(), after.get(i).secondsAfterKill()));
            }
            missing = searches.missing(ingested.ids(), killed.plus(RECOVERY_MAX.multipliedBy(2)));
        }
        return new DemoReport(
                agents.size(),
                victim.name(),
                ingested.ids().size(),
                ingested.chunks(),
                ingested.seconds(),
                results,
                recovered,
                missing);
    }

    /** The first answer from the whole index, or the last that there was, and when it came. */
    private record Again(Optional<SearchAnswer> answer, double secondsAfterKill) {}

    private Again again(DemoSearches searches, String question, Instant killed) {
        Optional<SearchAnswer> answer = searches.whole(question, killed.plus(RECOVERY_MAX));
        return new Again(answer, since(killed));
    }

    private static DemoReport.Search compare(
            String question, Optional<SearchAnswer> before, Optional<SearchAnswer> after) {
        String top = DemoSearches.top(before);
        return new DemoReport.Search(
                question,
                top,
                DemoSearches.coverage(before),
                DemoSearches.coverage(after),
                after.filter(answer -> answer.coverage().complete()).isPresent(),
                top.equals(DemoSearches.top(after)));
    }

    private String line(DemoReport.Search search, double seconds) {
        String top =
                search.topDocument().isEmpty()
                        ? "nothing as before"
                        : (search.sameTop() ? "same: " : "before: ") + search.topDocument();
        return (search.sameTop() && search.completeAfter() ? style.good("✓ ") : style.bad("✗ "))
                + search.query()
                + "  "
                + style.dim(
                        top
                                + ", "
                                + search.coverageAfter()
                                + " partitions after "
                                + Units.decimal(seconds, 1)
                                + " s");
    }

    private Instant in(Duration time) {
        return surroundings.clock().instant().plus(time);
    }

    private double since(Instant then) {
        return Duration.between(then, surroundings.clock().instant()).toMillis() / 1000.0;
    }
}
