package dev.kith.cli.bench.live;

import dev.kith.cli.bench.engine.BareLoop;
import dev.kith.cli.bench.engine.EmbeddingPeer;
import dev.kith.cli.bench.engine.EmbeddingPeer.Embedding;
import dev.kith.cli.bench.engine.Engine;
import dev.kith.cli.bench.material.Cutter;
import dev.kith.cli.bench.material.Load;
import dev.kith.cli.bench.material.Material;
import dev.kith.cli.bench.measure.Contender;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Surroundings;
import dev.kith.embed.profile.ModelProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Documents over HTTP until they are searchable, against the bare engine on the same chunks: by one
 * agent, and by three agents that share its cores.
 */
public final class IngestBench {
    private static final String ONE = "one_agent";
    private static final String THREE = "three_agents";
    private static final String BARE = "bare_engine";
    private static final int MANY = 3;

    private final Engine engine;
    private final Material material;
    private final int chunks;
    private final Surroundings surroundings;

    /**
     * The model, twice.
     *
     * @param word as {@code kith.embed.model} has it
     */
    public record Models(String word, ModelProfile profile) {}

    /**
     * @param chunks how many chunks are ingested each turn, at least
     */
    public IngestBench(Engine engine, Material material, int chunks, Surroundings surroundings) {
        this.engine = engine;
        this.material = material;
        this.chunks = chunks;
        this.surroundings = surroundings;
    }

    /**
     * Measures.
     *
     * @param models the engine's, in both words
     * @param folder a temporary one
     */
    public void run(
            Models models, Path folder, Limits limits, Turns.Listener listener, Findings findings) {
        engine.describe(findings);
        findings.figure("material", material.name());
        List<Load> rounds = rounds(limits);
        findings.figure("chunks_each_turn", rounds.getFirst().chunks().size());
        listener.at(0, "starting agents");
        List<Embedding> peers = peers(models.profile(), findings);
        try (Agents one =
                        Agents.start(
                                Agents.Plan.of(1, models.word()), folder, "one", surroundings);
                Agents many =
                        Agents.start(
                                Agents.Plan.of(MANY, models.word()),
                                folder,
                                "three",
                                surroundings);
                Feed oneFeed = new Feed(one.addresses(), surroundings);
                Feed manyFeed = new Feed(many.addresses(), surroundings)) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(feeding(ONE, rounds, oneFeed));
            contenders.add(embedding(BARE, rounds, texts -> BareLoop.run(engine, texts)));
            contenders.add(feeding(THREE, rounds, manyFeed));
            peers.forEach(peer -> contenders.add(embedding(peer.name(), rounds, peer::ingest)));
            Turns turns = Turns.run(contenders, limits, surroundings.clock(), listener);
            findings.ratio("ingest_vs_bare_engine", turns.ratio(ONE, BARE));
            findings.ratio("three_agents_vs_one", turns.ratio(THREE, ONE));
            for (Embedding peer : peers) {
                findings.ratio("ingest_vs_" + peer.name(), turns.ratio(ONE, peer.name()));
            }
            for (Contender each : contenders) {
                findings.figure(each.name() + "_chunks_per_second", turns.of(each.name()));
            }
            comparable(oneFeed.chunks(), rounds, turns.of(ONE).size() + limits.warmUps(), findings);
        } finally {
            peers.forEach(Embedding::close);
        }
        findings.note("All agents keep one copy, so that three do the same work as one.");
    }

    private List<Load> rounds(Limits limits) {
        var cutter = new Cutter(engine.model().tokenizer());
        List<Load> rounds = new ArrayList<>();
        long first = 0;
        for (int round = 0; round < limits.warmUps() + limits.rounds(); round++) {
            rounds.add(Load.of(material, cutter, first, chunks));
            first = rounds.getLast().next();
        }
        return rounds;
    }

    private static Contender feeding(String name, List<Load> rounds, Feed feed) {
        return new Contender(
                name,
                round -> {
                    Load load = rounds.get(round);
                    return load.chunks().size() / feed.seconds(load);
                });
    }

    private Contender embedding(String name, List<Load> rounds, Consumer<List<String>> work) {
        return new Contender(
                name,
                round -> {
                    List<String> texts = rounds.get(round).chunks();
                    return Turns.perSecond(
                            texts.size(), surroundings.clock(), () -> work.accept(texts));
                });
    }

    /** Those that see as much of a text as Kith does; the others would do less. */
    private List<Embedding> peers(ModelProfile profile, Findings findings) {
        int wanted = engine.model().identity().tokensMax();
        List<Embedding> equal = new ArrayList<>();
        for (Embedding peer : EmbeddingPeer.all(profile)) {
            if (peer.tokensMax() >= wanted) {
                equal.add(peer);
            } else {
                peer.close();
                findings.note(
                        peer.name()
                                + " sees only "
                                + peer.tokensMax()
                                + " tokens of a chunk and is left out.");
            }
        }
        return equal;
    }

    /** The ratio is only worth something if both sides embedded the same chunks. */
    private static void comparable(long stored, List<Load> rounds, int run, Findings findings) {
        long cut = rounds.subList(0, run).stream().mapToLong(load -> load.chunks().size()).sum();
        findings.figure("chunks_stored", stored);
        if (stored != cut) {
            findings.note(
                    "The agent stored "
                            + stored
                            + " chunks and the bare engine embedded "
                            + cut
                            + ": the ratios are off by as much.");
        }
    }
}
