package dev.kith.embed.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.embed.profile.Pooling;
import java.util.List;

/**
 * One text to one run, alone and unpadded, and the run's output to one pooled vector. Int8 models
 * would give other bits in company.
 *
 * @param tokens cuts to the model's length
 * @param inputs what the model wants, of {@link #KNOWN_INPUTS}
 */
record TextTranslator(HuggingFaceTokenizer tokens, List<String> inputs, Pooling pooling)
        implements NoBatchifyTranslator<String, float[]> {
    static final List<String> KNOWN_INPUTS =
            List.of("input_ids", "attention_mask", "token_type_ids");

    /** Rank of token vectors: batch × tokens × dimension. */
    private static final int HIDDEN_RANK = 3;

    @Override
    public NDList processInput(TranslatorContext context, String text) {
        Encoding encoding = tokens.encode(ModelTokenizer.wellFormed(text));
        var list = new NDList(inputs.size());
        for (String name : inputs) {
            long[] values =
                    switch (name) {
                        case "input_ids" -> encoding.getIds();
                        case "attention_mask" -> encoding.getAttentionMask();
                        default -> encoding.getTypeIds();
                    };
            NDArray row = context.getNDManager().create(values, new Shape(1, values.length));
            row.setName(name);
            list.add(row);
        }
        return list;
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList list) {
        for (NDArray output : list) {
            Shape shape = output.getShape();
            if (shape.dimension() != HIDDEN_RANK) continue;
            return pooling.pool(
                    output.toByteBuffer().asFloatBuffer(), (int) shape.get(1), (int) shape.get(2));
        }
        throw new IllegalStateException(
                "the model gives no token vectors (batch × tokens × dimension), but " + list);
    }
}
