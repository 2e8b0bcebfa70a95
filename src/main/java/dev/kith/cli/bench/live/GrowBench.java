package dev.kith.cli.bench.live;

import dev.kith.cli.bench.material.Cutter;
import dev.kith.cli.bench.material.Load;
import dev.kith.cli.bench.material.Material;
import dev.kith.cli.bench.measure.Contender;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Footprint;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Surroundings;
import dev.kith.embed.profile.ModelTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a document costs in networks of different size: agents are filled to these sizes, and then
 * take turns with the same further documents. Memory and disk are looked at when they are filled.
 */
public final class GrowBench {
    private static final int FILL_STEP = 500;

    private final ModelTokenizer tokenizer;
    private final Material material;
    private final Size size;
    private final Surroundings surroundings;

    /**
     * How much.
     *
     * @param fills chunks in each agent before it is measured; distinct
     * @param chunks ingested each turn, at least
     */
    public record Size(List<Integer> fills, int chunks) {
        public Size {
            fills = fills.stream().sorted().distinct().toList();
            if (fills.isEmpty() || fills.getFirst() < 1) {
                throw new IllegalArgumentException("sizes are " + fills);
            }
        }
    }

    /** An agent of one size. */
    private record Grown(int fill, Agents agents, Feed feed, long next) {
        String name() {
            return "at_" + fill;
        }
    }

    /** What one takes once it is filled. */
    private record Taken(long chunks, OptionalLong memory, long disk) {}

    public GrowBench(
            ModelTokenizer tokenizer, Material material, Size size, Surroundings surroundings) {
        this.tokenizer = tokenizer;
        this.material = material;
        this.size = size;
        this.surroundings = surroundings;
    }

    /**
     * Measures.
     *
     * @param model of the agents, as {@code kith.embed.model} has it
     * @param folder a temporary one
     */
    public void run(
            String model, Path folder, Limits limits, Turns.Listener listener, Findings findings) {
        findings.figure("material", material.name());
        List<Grown> all = new ArrayList<>();
        try {
            List<Taken> taken = new ArrayList<>();
            for (int fill : size.fills()) {
                all.add(grow(fill, model, folder, listener));
                taken.add(taken(all.getLast(), findings));
            }
            perChunk(taken, findings);
            measure(all, limits, listener, findings);
        } finally {
            for (Grown one : all) {
                one.feed().close();
                one.agents().close();
            }
        }
    }

    private Grown grow(int fill, String model, Path folder, Turns.Listener listener) {
        listener.at(0, "starting an agent");
        Agents agents = Agents.start(Agents.Plan.of(1, model), folder, "grow" + fill, surroundings);
        Feed feed = new Feed(agents.addresses(), surroundings);
        var cutter = new Cutter(tokenizer);
        long first = 0;
        double seconds = 0;
        try {
            for (int chunks = 0; chunks < fill; ) {
                listener.at((double) chunks / fill, "filling to " + fill + " chunks");
                Load load = Load.of(material, cutter, first, Math.min(FILL_STEP, fill - chunks));
                seconds += feed.seconds(load);
                chunks += load.chunks().size();
                first = load.next();
            }
        } catch (RuntimeException e) {
            feed.close();
            agents.close();
            throw e;
        }
        if (seconds <= 0) throw new IllegalStateException("no time has passed");
        return new Grown(fill, agents, feed, first);
    }

    private static Taken taken(Grown one, Findings findings) {
        Taken taken =
                new Taken(
                        one.feed().chunks(),
                        Footprint.resident(one.agents().pids().getFirst()),
                        Footprint.disk(one.agents().data(0)));
        findings.figure("chunks_" + one.name(), taken.chunks());
        taken.memory().ifPresent(bytes -> findings.figure("resident_bytes_" + one.name(), bytes));
        findings.figure("disk_bytes_" + one.name(), taken.disk());
        return taken;
    }

    /** The difference between the largest and the smallest, so that what all take is left out. */
    private static void perChunk(List<Taken> taken, Findings findings) {
        Taken small = taken.getFirst();
        Taken large = taken.getLast();
        long chunks = large.chunks() - small.chunks();
        if (chunks <= 0) return;
        findings.figure("disk_bytes_per_chunk", (double) (large.disk() - small.disk()) / chunks);
        if (small.memory().isPresent() && large.memory().isPresent()) {
            double bytes = (double) (large.memory().getAsLong() - small.memory().getAsLong());
            findings.figure("resident_bytes_per_chunk", bytes / chunks);
        }
    }

    private void measure(
            List<Grown> all, Limits limits, Turns.Listener listener, Findings findings) {
        List<Load> rounds = rounds(all, limits);
        List<Contender> contenders = new ArrayList<>();
        for (Grown one : all) {
            contenders.add(
                    new Contender(
                            one.name(),
                            round -> {
                                Load load = rounds.get(round);
                                return load.texts().size() / one.feed().seconds(load);
                            }));
        }
        Turns turns = Turns.run(contenders, limits, surroundings.clock(), listener);
        for (Grown one : all) {
            List<Double> seconds = turns.of(one.name()).stream().map(rate -> 1 / rate).toList();
            findings.figure("seconds_per_document_" + one.name(), seconds);
        }
        Grown smallest = all.getFirst();
        for (Grown one : all.subList(1, all.size())) {
            findings.ratio(
                    "grow_" + one.fill() + "_vs_" + smallest.fill(),
                    turns.ratio(one.name(), smallest.name()));
        }
        findings.figure("chunks_each_turn", rounds.getFirst().chunks().size());
    }

    /** Documents that none of them has. */
    private List<Load> rounds(List<Grown> all, Limits limits) {
        var cutter = new Cutter(tokenizer);
        long first = all.stream().map(Grown::next).max(Comparator.naturalOrder()).orElse(0L);
        List<Load> rounds = new ArrayList<>();
        for (int round = 0; round < limits.warmUps() + limits.rounds(); round++) {
            rounds.add(Load.of(material, cutter, first, size.chunks()));
            first = rounds.getLast().next();
        }
        return rounds;
    }
}
