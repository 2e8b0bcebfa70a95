package dev.kith.embed.profile;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operator wants of the engine; {@code kith.embed.engine}. */
public enum EngineChoice {
    /** The fastest one that gives this model's vectors here. */
    AUTO("auto"),
    /** DJL on ONNX Runtime: everywhere, every model. */
    ONNX_RUNTIME("onnxruntime"),
    /** oneDNN in bfloat16: models of the class {@code full}, processors with AMX; or no start. */
    ONE_DNN("onednn");

    private final String word;

    EngineChoice(String word) {
        this.word = word;
    }

    /** The word in the configuration. */
    public String word() {
        return word;
    }

    /**
     * Reads {@link #word()}.
     *
     * @throws IllegalArgumentException naming the word and those that exist
     */
    public static EngineChoice of(String word) {
        return Stream.of(values())
                .filter(choice -> choice.word.equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no engine is called '" + word + "'; choose from " + words()));
    }

    private static String words() {
        return Stream.of(values()).map(EngineChoice::word).collect(Collectors.joining(", "));
    }
}
