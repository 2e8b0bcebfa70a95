package dev.kith.embed;

import dev.kith.idle.Stance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The batches of one pool that wait or are computed, queries and passages apart, and which texts a
 * thread gets next. Safe for any thread; only {@link #next} waits.
 */
final class Lanes {
    private final int threads;
    private final int inFlightMax;
    private final IntSupplier charsTogether;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Lane queries = new Lane();
    private final Lane passages = new Lane();
    private Optional<String> pause = Optional.empty();
    private int passagesAtOnce = Stance.ALL_CORES;
    private int atPassages;
    private boolean closed;

    /**
     * Empty.
     *
     * @param threads that share what waits
     * @param inFlightMax most texts waiting or running, for each lane
     * @param charsTogether how much text is faster together, as the model has it
     */
    Lanes(int threads, int inFlightMax, IntSupplier charsTogether) {
        this.threads = threads;
        this.inFlightMax = inFlightMax;
        this.charsTogether = charsTogether;
    }

    /** Takes on a batch; not if it has more texts than {@code max} leaves room for. */
    boolean take(EmbeddingBatch batch, Lane.Asker asker, int max) {
        boolean query = batch.query();
        return locked(() -> {
            changed.signalAll();
            boolean open = !closed && (query || pause.isEmpty());
            return open && lane(query).take(batch, asker, max);
        });
    }

    /** Works so from now on; the batches that are given back. */
    Set<EmbeddingBatch> follow(Stance stance) {
        return locked(() -> {
            pause = stance.pause();
            changed.signalAll();
            return switch (stance) {
                case Stance.Working(_, int cores) -> {
                    passagesAtOnce = cores;
                    yield Set.of();
                }
                case Stance.Paused _ -> passages.giveUp(batch -> !batch.begun());
            };
        });
    }

    /** Why no passages are taken on; empty while they are. */
    Optional<String> pause() {
        return locked(() -> pause);
    }

    /** Which share of a lane's places is taken with so many more; above 1, they have no room. */
    double share(boolean query, int more) {
        return locked(() -> (double) (lane(query).inFlight() + more) / inFlightMax);
    }

    /** Texts waiting or computed, of both kinds. */
    int inFlight() {
        return locked(() -> queries.inFlight() + passages.inFlight());
    }

    /** The next texts, waited for: one query, or passages; none when it is closed. */
    List<EmbeddingBatch.Item> next() {
        lock.lock();
        try {
            while (!closed) {
                EmbeddingBatch.Item query = queries.next();
                if (query != null) return List.of(query);
                boolean place = atPassages < passagesAtOnce;
                EmbeddingBatch.Item passage = place ? passages.next() : null;
                if (passage != null) return pack(passage);
                changed.awaitUninterruptibly();
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /** A thread's share of what waits, as far as it is faster together. */
    private List<EmbeddingBatch.Item> pack(EmbeddingBatch.Item first) {
        atPassages++;
        int share = Math.ceilDiv(1 + passages.waiting(), threads);
        var pack = new ArrayList<>(List.of(first));
        pack.addAll(passages.next(share - 1, charsTogether.getAsInt() - first.text().length()));
        return pack;
    }

    /** These, which came together from {@link #next}, are computed, well or badly. */
    void leave(List<EmbeddingBatch.Item> pack) {
        locked(() -> {
            boolean query = pack.getFirst().batch().query();
            if (!query) atPassages--;
            pack.forEach(_ -> lane(query).left());
            if (passagesAtOnce < threads) changed.signalAll();
            return pack;
        });
    }

    /** Takes no more and gives no more; the batches that still wait. */
    Set<EmbeddingBatch> close() {
        return locked(() -> {
            closed = true;
            changed.signalAll();
            Set<EmbeddingBatch> all = new LinkedHashSet<>(queries.giveUp(_ -> true));
            all.addAll(passages.giveUp(_ -> true));
            return all;
        });
    }

    private Lane lane(boolean query) {
        return query ? queries : passages;
    }

    private <T> T locked(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }
}
