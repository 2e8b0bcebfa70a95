package dev.kith.embed;

import dev.kith.idle.Stance;
import dev.kith.registry.speed.SpeedMeter;
import dev.kith.vector.UnitVector;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

/**
 * Runs one model on its own threads, a text at a time, or a few passages where the model is faster
 * so: a batch spreads over all threads, queries go before passages, and askers take turns by
 * weight. Safe for any thread; only {@link #close} waits.
 *
 * <pre>
 *   submit ──► room in the lane, and no pause? ──no──► empty
 *                   │yes
 *                   ▼
 *              queries ──┐
 *              passages ─┴─► thread 1..n ──► model ──► all texts of the batch done: its stage
 * </pre>
 *
 * While it pauses, queries are taken as ever; passages are not, and batches of which no text was
 * begun are given back.
 */
public final class EmbeddingPool implements AutoCloseable {

    /**
     * How busy the pool is and how fast it has been over about its last 256 texts.
     *
     * @param predictors threads
     * @param inFlight texts waiting or running
     * @param inFlightMax most texts a lane takes
     * @param textsPerSecond what all threads together do when busy; 0 before the first text
     * @param charsPerSecond the same in UTF-16 chars
     */
    public record Load(
            int predictors,
            int inFlight,
            int inFlightMax,
            double textsPerSecond,
            double charsPerSecond) {}

    private final EmbeddingModel model;
    private final int inFlightMax;
    private final List<Thread> threads = new ArrayList<>();
    private final SpeedMeter speed;
    private final Lanes lanes;

    private EmbeddingPool(
            EmbeddingModel model, int predictors, int inFlightMax, InstantSource time) {
        this.model = model;
        this.inFlightMax = inFlightMax;
        this.speed = new SpeedMeter(time);
        this.lanes = new Lanes(predictors, inFlightMax, model::charsTogether);
    }

    /**
     * Starts the threads.
     *
     * @param predictors how many threads; the model should have as many predictors
     * @param inFlightMax most texts waiting or running, counted for queries and passages apart
     * @param factory makes the threads; they should be daemons with names
     */
    public static EmbeddingPool start(
            EmbeddingModel model,
            int predictors,
            int inFlightMax,
            ThreadFactory factory,
            InstantSource time) {
        var pool = new EmbeddingPool(model, predictors, inFlightMax, time);
        for (int i = 0; i < predictors; i++) pool.threads.add(factory.newThread(pool::work));
        pool.threads.forEach(Thread::start);
        return pool;
    }

    /** The model that runs here. */
    public EmbeddingModel model() {
        return model;
    }

    /**
     * Takes on a batch.
     *
     * @return its vectors in the texts' order, or the first text's failure: {@link
     *     ModelUnavailableException}, or {@link CancellationException} if the pool was closed
     *     before, or {@link PausedException}. Empty if there is no room for all its texts, or the
     *     pool is closed, or pauses.
     */
    public Optional<CompletionStage<List<UnitVector>>> submit(boolean query, List<String> texts) {
        return submit(query, texts, Lane.Asker.SELF);
    }

    /** The same for an asker, whose texts wait as its weight has it. */
    Optional<CompletionStage<List<UnitVector>>> submit(
            boolean query, List<String> texts, Lane.Asker asker) {
        return submit(new EmbeddingBatch(query, texts), asker, inFlightMax);
    }

    /** The same for a few passages of this agent's own, for which there always is room. */
    public Optional<CompletionStage<List<UnitVector>>> insist(List<String> texts) {
        return submit(new EmbeddingBatch(false, texts), Lane.Asker.SELF, Integer.MAX_VALUE);
    }

    private Optional<CompletionStage<List<UnitVector>>> submit(
            EmbeddingBatch batch, Lane.Asker asker, int max) {
        boolean taken = lanes.take(batch, asker, max);
        return taken ? Optional.of(batch.result()) : Optional.empty();
    }

    /** Works so from now on: pauses, or computes that many passages at once; what runs goes on. */
    public void follow(Stance stance) {
        Set<EmbeddingBatch> given = lanes.follow(stance);
        String why = stance.pause().orElse("");
        given.forEach(batch -> batch.fail(new PausedException(why)));
    }

    /** Why no passages are taken on; empty while they are. */
    public Optional<String> pause() {
        return lanes.pause();
    }

    /** Which share of a lane's places is taken with so many more; above 1, they have no room. */
    double share(boolean query, int more) {
        return lanes.share(query, more);
    }

    /** How busy and how fast this pool is. */
    public Load load() {
        return new Load(
                threads.size(),
                lanes.inFlight(),
                inFlightMax,
                speed.textsPerSecond() * threads.size(),
                speed.charsPerSecond() * threads.size());
    }

    private void work() {
        for (var pack = lanes.next(); !pack.isEmpty(); pack = lanes.next()) {
            try {
                run(pack);
            } finally {
                lanes.leave(pack);
            }
        }
    }

    private void run(List<EmbeddingBatch.Item> pack) {
        List<EmbeddingBatch.Item> wanted =
                pack.stream().filter(item -> !item.batch().isOver()).toList();
        if (wanted.isEmpty()) return;
        List<String> texts = wanted.stream().map(EmbeddingBatch.Item::text).toList();
        var start = speed.begin();
        try {
            List<UnitVector> vectors =
                    wanted.getFirst().batch().query()
                            ? texts.stream().map(model::query).toList()
                            : model.passages(texts);
            speed.done(start, texts);
            for (int i = 0; i < wanted.size(); i++) {
                EmbeddingBatch.Item item = wanted.get(i);
                item.batch().done(item.index(), vectors.get(i));
            }
        } catch (RuntimeException | LinkageError e) {
            if (wanted.size() == 1) wanted.getFirst().batch().fail(e);
            else wanted.forEach(item -> run(List.of(item)));
        }
    }

    /** Lets running texts finish, fails the batches that still wait, and waits for the threads. */
    @Override
    public void close() {
        Set<EmbeddingBatch> refused = lanes.close();
        for (var batch : refused) batch.fail(new CancellationException("closed"));
        threads.forEach(EmbeddingPool::joinUninterruptibly);
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // a run in progress must end first; the flag is set again below
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
