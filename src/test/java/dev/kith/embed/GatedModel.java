package dev.kith.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.ContentId;
import dev.kith.model.ModelIdentity;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A model that works when the test lets it, and remembers what it was given. */
final class GatedModel implements EmbeddingModel {
    static final ModelIdentity IDENTITY =
            new ModelIdentity(
                    "gated",
                    ContentId.of("model"),
                    ContentId.of("tokenizer"),
                    "full",
                    "mean",
                    "",
                    "",
                    512,
                    2);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> runs = new CopyOnWriteArrayList<>();
    private final Semaphore finished = new Semaphore(0);
    private final LinkedBlockingQueue<String> started = new LinkedBlockingQueue<>();

    private final List<List<String>> packs = new CopyOnWriteArrayList<>();

    /** How many chars it likes together. */
    volatile int together;

    static UnitVector vector(String text) {
        return UnitVector.of(1, text.length());
    }

    void openGate() {
        gate.countDown();
    }

    List<String> runs() {
        return runs;
    }

    /** The passages that were brought together, each time. */
    List<List<String>> packs() {
        return packs;
    }

    void awaitStarted(String text) throws InterruptedException {
        assertThat(started.poll(10, TimeUnit.SECONDS)).isEqualTo(text);
    }

    /** Nothing has been started that was not awaited. */
    void assertNoneStarted() {
        assertThat(started).isEmpty();
    }

    void awaitRuns(int count) throws InterruptedException {
        assertThat(finished.tryAcquire(count, 10, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public ModelIdentity identity() {
        return IDENTITY;
    }

    @Override
    public UnitVector passage(String text) {
        return run(text, text);
    }

    @Override
    public List<UnitVector> passages(List<String> texts) {
        packs.add(texts);
        return EmbeddingModel.super.passages(texts);
    }

    @Override
    public int charsTogether() {
        return together;
    }

    @Override
    public UnitVector query(String text) {
        return run("query " + text, text);
    }

    private UnitVector run(String name, String text) {
        started.add(name);
        try {
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        runs.add(name);
        finished.release();
        if (text.equals("bad")) {
            throw new ModelUnavailableException("bad text", new IllegalStateException());
        }
        return vector(text);
    }

    @Override
    public String engine() {
        return "gated-1";
    }

    @Override
    public String instructions() {
        return "none";
    }

    @Override
    public ModelTokenizer tokenizer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
