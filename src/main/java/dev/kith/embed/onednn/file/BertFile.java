package dev.kith.embed.onednn.file;

import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;

/**
 * The weights of a BERT encoder as PyTorch exports it, by what they are for; closed when none is
 * needed any more.
 *
 * <p>Source: Devlin et al., "BERT", 2019, section 3, and Hugging Face's {@code modeling_bert}, of
 * which the names are.
 */
public final class BertFile implements AutoCloseable {

    /**
     * How large it is.
     *
     * @param words that it knows
     * @param positions the longest text, in tokens
     * @param width components of a token's vector
     * @param inner components between the two halves of a feed-forward part
     * @param heads of attention; {@code width} is a multiple
     * @param epsilon added to variances
     */
    public record Sizes(
            int words, int positions, int width, int inner, int layers, int heads, float epsilon) {
        /** Components that one head looks at. */
        public int headWidth() {
            return width / heads;
        }
    }

    /**
     * A linear map.
     *
     * @param weights inputs × outputs, row by row
     * @param bias as many as outputs
     */
    public record Linear(Floats weights, Floats bias) {}

    /**
     * A layer normalisation's last step.
     *
     * @param scale {@code width} factors
     * @param shift {@code width} summands
     */
    public record Norm(Floats scale, Floats shift) {}

    /** One layer of the encoder. */
    public record Layer(
            Linear query,
            Linear key,
            Linear value,
            Linear attended,
            Norm afterAttention,
            Linear grown,
            Linear shrunk,
            Norm afterFeeding) {}

    private static final String EMBEDDINGS = "embeddings.";

    private final Arena arena;
    private final OnnxFile file;
    private final Sizes sizes;

    private BertFile(Arena arena, OnnxFile file) {
        this.arena = arena;
        this.file = file;
        this.sizes = sizes(file);
    }

    /**
     * Opens a model's file.
     *
     * @throws IllegalArgumentException if it is no such model, saying what it lacks
     * @throws UncheckedIOException if the disk fails
     */
    public static BertFile open(Path path) {
        Arena arena = Arena.ofShared();
        try {
            return new BertFile(arena, OnnxFile.open(path, arena));
        } catch (IllegalArgumentException e) {
            arena.close();
            throw new IllegalArgumentException(path + " is no BERT encoder: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            arena.close();
            throw e;
        }
    }

    private static Sizes sizes(OnnxFile file) {
        List<Long> words = sizes(file, EMBEDDINGS + "word_embeddings.weight");
        List<Long> positions = sizes(file, EMBEDDINGS + "position_embeddings.weight");
        int layers = 0;
        while (file.has(layerName(layers) + "output.dense.bias")) layers++;
        if (layers == 0) throw new IllegalArgumentException("it has no layers");
        long inner = sizes(file, layerName(0) + "intermediate.dense.bias").getFirst();
        long width = words.getLast();
        double root = single(file, "/encoder/layer.0/attention/self/Div");
        long headWidth = Math.round(root * root);
        if (headWidth == 0 || width % headWidth != 0) {
            throw new IllegalArgumentException("its heads have a width of " + headWidth);
        }
        return new Sizes(
                Math.toIntExact(words.getFirst()),
                Math.toIntExact(positions.getFirst()),
                Math.toIntExact(width),
                Math.toIntExact(inner),
                layers,
                Math.toIntExact(width / headWidth),
                single(file, "/embeddings/LayerNorm/Add"));
    }

    private static List<Long> sizes(OnnxFile file, String name) {
        return file.tensor(name).sizes();
    }

    /** The constant that is a node's second input. */
    private static float single(OnnxFile file, String node) {
        return file.tensor(file.node(node).inputs().get(1)).floats().toArray()[0];
    }

    private static String layerName(int number) {
        return "encoder.layer." + number + ".";
    }

    /** How large it is. */
    public Sizes sizes() {
        return sizes;
    }

    /** The vectors of words, {@code words × width} floats, where they lie in the file. */
    public Floats words() {
        return file.tensor(EMBEDDINGS + "word_embeddings.weight").floats(sizes.words, sizes.width);
    }

    /**
     * What is added at each position of a text's first and only part: {@code positions × width}.
     */
    public float[] positions() {
        float[] all =
                file.tensor(EMBEDDINGS + "position_embeddings.weight")
                        .floats(sizes.positions, sizes.width)
                        .toArray();
        float[] part =
                file.tensor(EMBEDDINGS + "token_type_embeddings.weight")
                        .floats(2, sizes.width)
                        .toArray();
        for (int i = 0; i < all.length; i++) all[i] += part[i % sizes.width];
        return all;
    }

    /** How the sum of both is normalised. */
    public Norm embedded() {
        return norm(EMBEDDINGS + "LayerNorm");
    }

    /** A layer's weights, counted from 0. */
    public Layer layer(int number) {
        String name = layerName(number);
        int width = sizes.width;
        return new Layer(
                linear(name + "attention.self.query", width, width),
                linear(name + "attention.self.key", width, width),
                linear(name + "attention.self.value", width, width),
                linear(name + "attention.output.dense", width, width),
                norm(name + "attention.output.LayerNorm"),
                linear(name + "intermediate.dense", width, sizes.inner),
                linear(name + "output.dense", sizes.inner, width),
                norm(name + "output.LayerNorm"));
    }

    /** The exporter keeps the names of biases; weights are found by the node that uses them. */
    private Linear linear(String name, int inputs, int outputs) {
        String node =
                "/"
                        + name.replace("layer.", "layer#").replace('.', '/').replace('#', '.')
                        + "/MatMul";
        return new Linear(
                file.tensor(file.node(node).inputs().get(1)).floats(inputs, outputs),
                file.tensor(name + ".bias").floats(outputs));
    }

    private Norm norm(String name) {
        return new Norm(
                file.tensor(name + ".weight").floats(sizes.width),
                file.tensor(name + ".bias").floats(sizes.width));
    }

    @Override
    public void close() {
        arena.close();
    }
}
