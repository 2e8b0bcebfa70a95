package dev.kith.embed;

import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.ModelIdentity;
import dev.kith.vector.UnitVector;
import java.util.List;

/**
 * Turns text into a direction. Blocking; safe to call from many threads; the same text gives the
 * same bits on every thread of one kind of CPU, whatever else runs.
 */
public interface EmbeddingModel extends AutoCloseable {

    /** What decides this model's vectors. */
    ModelIdentity identity();

    /**
     * The vector of a text that is to be found. What is beyond {@link ModelIdentity#tokensMax} is
     * not seen.
     *
     * @throws ModelUnavailableException if the engine fails
     */
    UnitVector passage(String text);

    /**
     * The vectors of several such texts, in their order, each with the same bits as alone.
     *
     * @throws ModelUnavailableException if the engine fails on one of them
     */
    default List<UnitVector> passages(List<String> texts) {
        return texts.stream().map(this::passage).toList();
    }

    /**
     * How much text it computes faster together than one by one.
     *
     * @return UTF-16 chars; 0 where each text is as fast alone
     */
    default int charsTogether() {
        return 0;
    }

    /**
     * The vector of a text that is to find.
     *
     * @throws ModelUnavailableException if the engine fails
     */
    UnitVector query(String text);

    /** Name and version of the engine, such as {@code onnxruntime-1.26.0}. */
    String engine();

    /** The instruction set it runs on, such as {@code avx512vnni}. */
    String instructions();

    /** Counts as this model counts. */
    ModelTokenizer tokenizer();

    /** Waits for the runs in progress, then frees the model. */
    @Override
    void close();
}
