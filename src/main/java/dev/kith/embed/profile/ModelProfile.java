package dev.kith.embed.profile;

import java.nio.file.Path;
import java.util.Map;

/**
 * A sentence model and how it wants to be used.
 *
 * @param name for people
 * @param model where the ONNX file is
 * @param tokenizer where its tokenizer file is
 * @param numericClass {@code full} or {@code int8}
 * @param queryPrefix put before every query
 * @param passagePrefix put before every passage
 * @param tokensMax longest input in tokens with the special ones; 8 to 8192
 * @param dimension components of a vector, or 0 to take what the model gives
 */
public record ModelProfile(
        String name,
        Source model,
        Source tokenizer,
        String numericClass,
        Pooling pooling,
        String queryPrefix,
        String passagePrefix,
        int tokensMax,
        int dimension) {
    private static final int TOKENS_LEAST = 8;
    private static final int TOKENS_MOST = 8192;

    /** Where a file comes from. */
    public sealed interface Source {

        /**
         * Inside a jar.
         *
         * @param resource name on the class path
         * @param sha256 lower-case hex of its content; other content is refused
         */
        record OnClassPath(String resource, String sha256) implements Source {}

        /** A file that the operator chose; its hash is taken as it is. */
        record InFolder(Path file) implements Source {}
    }

    /**
     * BAAI/bge-small-en-v1.5, int8: better passages.
     *
     * <p>Source of pooling and prefix: its model card.
     */
    public static final ModelProfile BGE_SMALL =
            new ModelProfile(
                    "bge-small-en-v1.5",
                    new Source.OnClassPath(
                            "bge-small-en-v1.5-q.onnx",
                            "6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4"),
                    new Source.OnClassPath(
                            "bge-small-en-v1.5-q-tokenizer.json",
                            "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"),
                    "int8",
                    Pooling.CLS,
                    "Represent this sentence for searching relevant passages: ",
                    "",
                    512,
                    384);

    /** BAAI/bge-small-en-v1.5, float32: what the int8 one is made of. */
    public static final ModelProfile FULL =
            new ModelProfile(
                    BGE_SMALL.name,
                    new Source.OnClassPath(
                            "bge-small-en-v1.5.onnx",
                            "828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35"),
                    BGE_SMALL.tokenizer,
                    "full",
                    BGE_SMALL.pooling,
                    BGE_SMALL.queryPrefix,
                    BGE_SMALL.passagePrefix,
                    BGE_SMALL.tokensMax,
                    BGE_SMALL.dimension);

    /**
     * sentence-transformers/all-MiniLM-L6-v2, int8: twice the speed. Its tokenizer file cuts at 128
     * tokens; with 512 it finds more in long passages.
     */
    public static final ModelProfile FAST =
            new ModelProfile(
                    "all-MiniLM-L6-v2",
                    new Source.OnClassPath(
                            "all-minilm-l6-v2-q.onnx",
                            "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1"),
                    new Source.OnClassPath(
                            "all-minilm-l6-v2-q-tokenizer.json",
                            "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"),
                    "int8",
                    Pooling.MEAN,
                    "",
                    "",
                    512,
                    384);

    /** The models that Kith ships with, by their word in the configuration. */
    public static final Map<String, ModelProfile> SHIPPED =
            Map.of("default", BGE_SMALL, "fast", FAST, "full", FULL);

    public ModelProfile {
        if (name.isBlank()) throw new IllegalArgumentException("the model has no name");
        if (!numericClass.equals("full") && !numericClass.equals("int8")) {
            throw new IllegalArgumentException(
                    "numeric-class must be full or int8: " + numericClass);
        }
        if (tokensMax < TOKENS_LEAST || tokensMax > TOKENS_MOST) {
            throw new IllegalArgumentException("tokens-max must be 8 to 8192: " + tokensMax);
        }
        if (dimension < 0) throw new IllegalArgumentException("dimension is negative");
    }
}
