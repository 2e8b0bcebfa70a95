package dev.kith.cli.bench.engine;

import dev.kith.cli.bench.engine.EmbeddingPeer.Embedding;
import dev.kith.cli.bench.material.Cutter;
import dev.kith.cli.bench.material.Load;
import dev.kith.cli.bench.material.Material;
import dev.kith.cli.bench.measure.Contender;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.vector.UnitVector;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Kith's embedding pool against a bare loop over the same predictors, and against peers where there
 * are any: the same chunks in every round for all, other ones in the next.
 */
public final class EngineBench {
    private static final int BATCH = 32;
    private static final int BATCHES_AT_ONCE = 8;
    private static final String POOL = "pool";
    private static final String BARE = "bare_loop";

    private final Engine engine;
    private final Material material;
    private final int chunks;
    private final InstantSource clock;

    /**
     * @param chunks how many texts each turn embeds, at least
     */
    public EngineBench(Engine engine, Material material, int chunks, InstantSource clock) {
        this.engine = engine;
        this.material = material;
        this.chunks = chunks;
        this.clock = clock;
    }

    /**
     * Measures.
     *
     * @param profile what {@code engine} runs, for peers
     */
    public void run(
            ModelProfile profile, Limits limits, Turns.Listener listener, Findings findings) {
        engine.describe(findings);
        findings.figure("material", material.name());
        List<Embedding> peers = EmbeddingPeer.all(profile);
        try (EmbeddingPool pool =
                EmbeddingPool.start(
                        engine.model(),
                        engine.predictors(),
                        BATCH * BATCHES_AT_ONCE,
                        Thread.ofPlatform().daemon().name("bench-embed-", 0).factory(),
                        clock)) {
            int tokensMax = tokensMax(peers);
            List<List<String>> rounds = rounds(limits, tokensMax);
            findings.figure("tokens_max", tokensMax);
            findings.figure("chunks_each_turn", rounds.getFirst().size());
            List<Contender> contenders = new ArrayList<>();
            contenders.add(contender(POOL, rounds, texts -> embed(pool, texts)));
            contenders.add(contender(BARE, rounds, texts -> BareLoop.run(engine, texts)));
            peers.forEach(peer -> contenders.add(contender(peer.name(), rounds, peer::embed)));
            Turns turns = Turns.run(contenders, limits, clock, listener);
            findings.ratio("engine_vs_bare_loop", turns.ratio(POOL, BARE));
            for (Embedding peer : peers) {
                findings.ratio("engine_vs_" + peer.name(), turns.ratio(POOL, peer.name()));
            }
            for (Contender one : contenders) {
                findings.figure(one.name() + "_texts_per_second", turns.of(one.name()));
            }
        } finally {
            peers.forEach(Embedding::close);
        }
        if (peers.isEmpty()) {
            findings.note("No other program is on the class path to be compared with.");
        }
    }

    /** What all of them see, so that all do the same work. */
    private int tokensMax(List<Embedding> peers) {
        return peers.stream()
                .mapToInt(Embedding::tokensMax)
                .reduce(engine.model().identity().tokensMax(), Math::min);
    }

    private List<List<String>> rounds(Limits limits, int tokensMax) {
        var cutter = new Cutter(engine.model().tokenizer());
        List<List<String>> rounds = new ArrayList<>();
        long first = 0;
        for (int round = 0; round < limits.warmUps() + limits.rounds(); round++) {
            Load load = Load.of(material, cutter, first, chunks);
            rounds.add(load.chunks().stream().map(text -> cutter.head(text, tokensMax)).toList());
            first = load.next();
        }
        return rounds;
    }

    /** What is done with the texts of a turn. */
    private interface Work {
        void on(List<String> texts);
    }

    private Contender contender(String name, List<List<String>> rounds, Work work) {
        return new Contender(
                name,
                round -> {
                    List<String> texts = rounds.get(round);
                    return Turns.perSecond(texts.size(), clock, () -> work.on(texts));
                });
    }

    /** As agents ask it: batches of so many texts, several on their way. */
    private static void embed(EmbeddingPool pool, List<String> texts) {
        Semaphore room = new Semaphore(BATCHES_AT_ONCE);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            room.acquireUninterruptibly();
            List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
            Optional<CompletionStage<List<UnitVector>>> taken = submit(pool, batch);
            taken.orElseThrow(() -> new IllegalStateException("the pool has no room"))
                    .whenComplete((_, error) -> {
                        if (error != null) failure.set(error);
                        room.release();
                    });
        }
        room.acquireUninterruptibly(BATCHES_AT_ONCE);
        Throwable why = failure.get();
        if (why != null) throw new IllegalStateException(why);
    }

    /** A batch is done a moment before its last text has left the pool: room comes at once. */
    private static Optional<CompletionStage<List<UnitVector>>> submit(
            EmbeddingPool pool, List<String> batch) {
        Optional<CompletionStage<List<UnitVector>>> taken = pool.submit(false, batch);
        while (taken.isEmpty()) {
            Thread.onSpinWait();
            taken = pool.submit(false, batch);
        }
        return taken;
    }
}
