package dev.kith.cli.bench.live;

import dev.kith.api.SearchAnswer;
import dev.kith.cli.bench.engine.BareLoop;
import dev.kith.cli.bench.engine.Engine;
import dev.kith.cli.bench.material.Cutter;
import dev.kith.cli.bench.material.Load;
import dev.kith.cli.bench.material.Material;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Spread;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.AgentClient;
import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import dev.kith.cli.client.Surroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a search over HTTP takes, against the time to embed its query: the same question is
 * asked and then embedded, each once, one after the other.
 */
public final class SearchBench {
    private static final int FILL_STEP = 500;
    private static final int THREADS_FOR_EACH_CORE = 2;
    private static final double TAIL = 0.99;

    private final Engine engine;
    private final Material material;
    private final Size size;
    private final Surroundings surroundings;

    /**
     * How much.
     *
     * @param chunks in the network before the first search, at least
     * @param questions asked each turn
     */
    public record Size(int chunks, int questions) {}

    public SearchBench(Engine engine, Material material, Size size, Surroundings surroundings) {
        this.engine = engine;
        this.material = material;
        this.size = size;
        this.surroundings = surroundings;
    }

    /** What the questions of one turn took, in seconds. */
    private record Turn(double searchP50, double searchP99, double embeddingP50) {}

    /**
     * Measures.
     *
     * @param model of the agent, as {@code kith.embed.model} has it; the engine's
     * @param folder a temporary one
     */
    public void run(
            String model, Path folder, Limits limits, Turns.Listener listener, Findings findings) {
        engine.describe(findings);
        findings.figure("material", material.name());
        listener.at(0, "starting an agent");
        try (Agents agent = Agents.start(Agents.Plan.of(1, model), folder, "search", surroundings);
                Feed feed = new Feed(agent.addresses(), surroundings)) {
            fill(feed, listener);
            findings.figure("chunks", feed.chunks());
            List<Turn> turns = turns(feed.client(), limits, listener);
            put(turns, findings);
            throughput(feed.client(), turns.size() + limits.warmUps(), limits, listener, findings);
        }
        findings.note("search p50 vs query embedding: less is better; hybrid mode, ten hits.");
    }

    private void fill(Feed feed, Turns.Listener listener) {
        var cutter = new Cutter(engine.model().tokenizer());
        long first = 0;
        for (int chunks = 0; chunks < size.chunks(); ) {
            listener.at((double) chunks / size.chunks(), "ingesting, " + chunks + " chunks");
            int step = Math.min(FILL_STEP, size.chunks() - chunks);
            Load load = Load.of(material, cutter, first, step);
            double seconds = feed.seconds(load);
            if (seconds <= 0) throw new IllegalStateException("no time has passed");
            first = load.next();
            chunks += load.chunks().size();
        }
    }

    private List<Turn> turns(AgentClient client, Limits limits, Turns.Listener listener) {
        List<Turn> turns = new ArrayList<>();
        Instant end = surroundings.clock().instant().plus(limits.time());
        int rounds = limits.warmUps() + limits.rounds();
        for (int round = 0; round < rounds; round++) {
            if (round > limits.warmUps() && !surroundings.clock().instant().isBefore(end)) break;
            listener.at((double) round / rounds, "searching");
            Turn turn = turn(client, round);
            if (round >= limits.warmUps()) turns.add(turn);
        }
        return turns;
    }

    private Turn turn(AgentClient client, int round) {
        double[] searches = new double[size.questions()];
        double[] embeddings = new double[size.questions()];
        for (int i = 0; i < size.questions(); i++) {
            String question = question(round, i);
            searches[i] = Turns.seconds(surroundings.clock(), () -> ask(client, question));
            embeddings[i] =
                    Turns.seconds(surroundings.clock(), () -> engine.model().query(question));
        }
        Arrays.sort(searches);
        Arrays.sort(embeddings);
        return new Turn(
                Spread.quantile(searches, 0.5),
                Spread.quantile(searches, TAIL),
                Spread.quantile(embeddings, 0.5));
    }

    /** A question that was not asked before, or its vector would be remembered. */
    private String question(int round, int index) {
        long number = (long) round * size.questions() + index;
        return material.question(number) + " " + number;
    }

    private static void ask(AgentClient client, String question) {
        SearchAnswer answer =
                client.get("/v1/search?q=" + AgentClient.escape(question)).as(SearchAnswer.class);
        if (!answer.coverage().complete() || !answer.mode().equals("hybrid")) {
            throw new CommandFailed(
                    ExitCode.PARTIAL,
                    "a search was not answered in full: " + String.join("; ", answer.notes()));
        }
    }

    private static void put(List<Turn> turns, Findings findings) {
        List<Double> p50 = turns.stream().map(Turn::searchP50).toList();
        List<Double> p99 = turns.stream().map(Turn::searchP99).toList();
        List<Double> embedding = turns.stream().map(Turn::embeddingP50).toList();
        findings.ratio("search_p50_vs_query_embedding", Spread.ratios(p50, embedding));
        findings.ratio("search_p99_vs_query_embedding", Spread.ratios(p99, embedding));
        findings.figure("search_p50_seconds", p50);
        findings.figure("search_p99_seconds", p99);
        findings.figure("query_embedding_p50_seconds", embedding);
    }

    private void throughput(
            AgentClient client,
            int roundsAsked,
            Limits limits,
            Turns.Listener listener,
            Findings findings) {
        int threads = THREADS_FOR_EACH_CORE * Runtime.getRuntime().availableProcessors();
        List<Double> perSecond = new ArrayList<>();
        Instant end = surroundings.clock().instant().plus(limits.time());
        for (int round = 0; round < limits.rounds(); round++) {
            if (round > 0 && !surroundings.clock().instant().isBefore(end)) break;
            listener.at((double) round / limits.rounds(), "searching on many connections");
            List<String> questions = new ArrayList<>();
            for (int i = 0; i < size.questions(); i++) {
                questions.add(question(roundsAsked + round, i));
            }
            perSecond.add(
                    Turns.perSecond(
                            questions.size(),
                            surroundings.clock(),
                            () ->
                                    BareLoop.each(
                                            questions,
                                            threads,
                                            question -> ask(client, question))));
        }
        findings.figure("searches_at_once", threads);
        findings.figure("searches_per_second", perSecond);
    }
}
