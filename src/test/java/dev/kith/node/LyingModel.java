package dev.kith.node;

import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.ContentId;
import dev.kith.model.ModelIdentity;
import dev.kith.vector.UnitVector;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A model whose vectors follow from the words of a text; it may lie about them. */
final class LyingModel implements EmbeddingModel {
    private static final int DIMENSION = 32;
    private static final int FIRST = 20;
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
        FIRST_WORDS
    }

    private final Lie lie;
    private final AtomicLong calls = new AtomicLong();

    LyingModel(Lie lie) {
        this.lie = lie;
    }

    @Override
    public ModelIdentity identity() {
        return IDENTITY;
    }

    @Override
    public UnitVector passage(String text) {
        return switch (lie) {
            case NONE -> vector(text, Integer.MAX_VALUE);
            case RANDOM -> vector("call " + calls.incrementAndGet(), Integer.MAX_VALUE);
            case FIRST_WORDS -> vector(text, FIRST);
        };
    }

    @Override
    public UnitVector query(String text) {
        return vector(text, Integer.MAX_VALUE);
    }

    private static UnitVector vector(String text, int wordsMax) {
        float[] sum = new float[DIMENSION];
        Arrays.stream(text.split("\\W+"))
                .limit(wordsMax)
                .forEach(word -> {
                    var random = new Random(word.hashCode());
                    for (int i = 0; i < DIMENSION; i++) sum[i] += (float) random.nextGaussian();
                });
        return UnitVector.of(sum);
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
