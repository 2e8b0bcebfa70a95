package dev.kith.node;

import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.ContentId;
import dev.kith.model.ModelIdentity;
import dev.kith.vector.UnitVector;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A model whose vectors follow from the words of a text. It may lie about passages; queries it
 * always answers rightly, so that it passes for the network's model.
 */
final class LyingModel implements EmbeddingModel {
    /** Of a passage of 150 tokens or so, where every word is one. */
    private static final int FIRST = 64;

    private static final int HONEST = 200;
    private static final int ONE_IN = 10;
    private static final int DIMENSION = 32;
    private static final int MANY = Integer.MAX_VALUE;
    private static final long SILENT_SECONDS = 300;
    private static final ModelIdentity IDENTITY =
            new ModelIdentity(
                    "words",
                    ContentId.of("model"),
                    ContentId.of("tokenizer"),
                    "full",
                    "mean",
                    "",
                    "",
                    512,
                    DIMENSION);

    /** What is wrong with its passages. */
    enum Lie {
        NONE,
        RANDOM,
        OTHER_MODEL,
        FIRST_WORDS,
        OLD_ANSWER,
        ONE_IN_TEN,
        AFTER_200,
        SILENT
    }

    /** What the models of one network have computed. Safe from any thread. */
    static final class Work {
        private final Map<String, Integer> texts = new ConcurrentHashMap<>();

        /** What was computed before does not count. */
        void begin() {
            texts.clear();
        }

        /** How many different passages were computed. */
        long once() {
            return texts.size();
        }

        /** How often one was that had been already: checks, and work that was done anew. */
        long again() {
            return texts.values().stream().mapToLong(times -> times - 1L).sum();
        }

        private void computed(String text) {
            texts.merge(text, 1, Integer::sum);
        }
    }

    private final Lie lie;
    private final Work work;
    private final Map<String, float[]> words = new ConcurrentHashMap<>();
    private final AtomicLong passages = new AtomicLong();
    private final AtomicReference<String> old = new AtomicReference<>("");
    private final CountDownLatch freed = new CountDownLatch(1);
    private volatile boolean lies;

    /** One that lies from the start. */
    LyingModel(Lie lie) {
        this(lie, new Work());
        begin();
    }

    /** One that is honest until {@link #begin}. */
    LyingModel(Lie lie, Work work) {
        this.lie = lie;
        this.work = work;
    }

    /** From now on it lies, and counts. */
    void begin() {
        passages.set(0);
        lies = true;
    }

    /** Passages that it was asked for since it began. */
    long passages() {
        return passages.get();
    }

    /** Silent no more: its agent is about to end. */
    void free() {
        freed.countDown();
    }

    @Override
    public ModelIdentity identity() {
        return IDENTITY;
    }

    @Override
    public UnitVector passage(String text) {
        work.computed(text);
        long number = passages.incrementAndGet();
        return lies ? lie(text, number) : vector(text, MANY, "");
    }

    private UnitVector lie(String text, long number) {
        return switch (lie) {
            case NONE -> vector(text, MANY, "");
            case RANDOM -> vector("call " + number, MANY, "");
            case OTHER_MODEL -> vector(text, MANY, "another ");
            case FIRST_WORDS -> vector(text, FIRST, "");
            case OLD_ANSWER -> {
                old.compareAndSet("", text);
                yield vector(old.get(), MANY, "");
            }
            case ONE_IN_TEN -> vector(number % ONE_IN == 0 ? "wrong" : text, MANY, "");
            case AFTER_200 -> vector(number > HONEST ? "wrong" : text, MANY, "");
            case SILENT -> {
                await();
                yield vector(text, MANY, "");
            }
        };
    }

    private void await() {
        try {
            boolean _ = freed.await(SILENT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public UnitVector query(String text) {
        return vector(text, MANY, "");
    }

    private UnitVector vector(String text, int wordsMax, String salt) {
        float[] sum = new float[DIMENSION];
        int count = 0;
        for (String word : text.split("\\W+", -1)) {
            if (count++ == wordsMax) break;
            float[] direction = words.computeIfAbsent(salt + word, LyingModel::direction);
            for (int i = 0; i < DIMENSION; i++) sum[i] += direction[i];
        }
        return UnitVector.of(sum);
    }

    private static float[] direction(String word) {
        var random = new Random(word.hashCode());
        float[] direction = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) direction[i] = (float) random.nextGaussian();
        return direction;
    }

    @Override
    public String engine() {
        return "words-1";
    }

    @Override
    public String instructions() {
        return "any";
    }

    @Override
    public ModelTokenizer tokenizer() {
        throw new UnsupportedOperationException("chunkers have their own");
    }

    @Override
    public void close() {}
}
