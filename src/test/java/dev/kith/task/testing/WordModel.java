package dev.kith.task.testing;

import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.ContentId;
import dev.kith.model.ModelIdentity;
import dev.kith.vector.UnitVector;
import java.util.Random;

/** A model whose vectors depend on the text alone. */
public final class WordModel implements EmbeddingModel {
    private static final int DIMENSION = 16;
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

    /** What it is called in receipts. */
    public static final String FINGERPRINT = IDENTITY.fingerprint();

    /** The vector of a text. */
    public static UnitVector vector(String text) {
        var random = new Random(text.hashCode());
        float[] components = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) components[i] = (float) random.nextGaussian();
        return UnitVector.of(components);
    }

    @Override
    public ModelIdentity identity() {
        return IDENTITY;
    }

    @Override
    public UnitVector passage(String text) {
        return vector(text);
    }

    @Override
    public UnitVector query(String text) {
        throw new UnsupportedOperationException("documents are passages");
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
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
