package dev.kith.cli.bench.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The limit: as many threads as predictors take the next texts until there is none. */
public final class BareLoop {
    private BareLoop() {}

    /** Embeds all texts as passages and forgets the vectors; returns when all are done. */
    public static void run(Engine engine, List<String> texts) {
        each(
                packs(texts, engine.model().charsTogether()),
                engine.predictors(),
                engine.model()::passages);
    }

    /** As many texts together as the model likes, at least one. */
    private static List<List<String>> packs(List<String> texts, int chars) {
        List<List<String>> packs = new ArrayList<>();
        int room = 0;
        for (String text : texts) {
            room -= text.length();
            if (packs.isEmpty() || room < 0) {
                packs.add(new ArrayList<>());
                room = chars - text.length();
            }
            packs.getLast().add(text);
        }
        return packs;
    }

    /**
     * Does the same with all of them on so many threads.
     *
     * @throws IllegalStateException with the first failure
     */
    public static <T> void each(List<T> things, int threads, Consumer<T> work) {
        AtomicInteger next = new AtomicInteger();
        Callable<Integer> loop =
                () -> {
                    int done = 0;
                    for (int i = next.getAndIncrement();
                            i < things.size();
                            i = next.getAndIncrement()) {
                        work.accept(things.get(i));
                        done++;
                    }
                    return done;
                };
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Integer>> loops = new ArrayList<>();
            for (int i = 0; i < threads; i++) loops.add(pool.submit(loop));
            int done = 0;
            for (Future<Integer> one : loops) done += one.get();
            if (done != things.size()) throw new IllegalStateException("only " + done);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
