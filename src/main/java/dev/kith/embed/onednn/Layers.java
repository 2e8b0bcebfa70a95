package dev.kith.embed.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.kith.embed.onednn.dnnl.Dnnl;
import dev.kith.embed.onednn.dnnl.Extra;
import dev.kith.embed.onednn.dnnl.NumberType;
import dev.kith.embed.onednn.dnnl.Primitive;
import dev.kith.embed.onednn.dnnl.Shape;
import dev.kith.embed.onednn.dnnl.Shapes;
import dev.kith.embed.onednn.file.BertFile;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The weights of all layers as oneDNN likes them, and the primitives for each number of rows; safe
 * for many threads.
 */
final class Layers {
    /** The rows for which the weights are laid out; the same layout then serves for all. */
    private static final int TYPICAL = 128;

    private static final NumberType BF16 = NumberType.BFLOAT16;
    private static final NumberType F32 = NumberType.FLOAT32;

    /** A linear map, laid out. */
    record Linear(MemorySegment weights, MemorySegment bias) {}

    /** A normalisation. */
    record Norm(MemorySegment scale, MemorySegment shift) {}

    /** One layer. */
    record Layer(
            Linear asked,
            Linear attended,
            Norm afterAttention,
            Linear grown,
            Linear shrunk,
            Norm afterFeeding) {}

    /**
     * What is computed with so many rows.
     *
     * @param asked the queries, keys and values of all heads, beside each other
     * @param attended what came of attention, and the rows before it added
     * @param grown the feed-forward part's first half, and GELU
     * @param shrunk its second half, and the rows before it added
     * @param norm into bfloat16
     * @param last the last normalisation of all, into floats
     */
    record Computing(
            Primitive asked,
            Primitive attended,
            Primitive grown,
            Primitive shrunk,
            Primitive norm,
            Primitive last) {}

    private final Dnnl dnnl;
    private final Shapes shapes;
    private final BertFile.Sizes sizes;
    private final Shape asking;
    private final Shape attending;
    private final Shape growing;
    private final Shape shrinking;
    private final Norm embedded;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Integer, Computing> computing = new ConcurrentHashMap<>();
    private final Heads heads;

    Layers(Dnnl dnnl, BertFile file) {
        this.dnnl = dnnl;
        this.shapes = dnnl.shapes();
        this.sizes = file.sizes();
        this.heads = new Heads(dnnl, sizes);
        int width = sizes.width();
        this.asking = liked(width, 3 * width);
        this.attending = liked(width, width);
        this.growing = liked(width, sizes.inner());
        this.shrinking = liked(sizes.inner(), width);
        this.embedded = norm(file.embedded());
        for (int i = 0; i < sizes.layers(); i++) layers.add(layer(file.layer(i)));
    }

    /** How weights of so many inputs and outputs are liked best. */
    private Shape liked(int inputs, int outputs) {
        return dnnl.primitives()
                .matmul(
                        shapes.dense(BF16, TYPICAL, inputs),
                        shapes.any(BF16, inputs, outputs),
                        shapes.dense(F32, 1, outputs).handle(),
                        shapes.dense(BF16, TYPICAL, outputs),
                        new Extra.None())
                .weights();
    }

    private Layer layer(BertFile.Layer from) {
        return new Layer(
                beside(from),
                linear(from.attended(), attending),
                norm(from.afterAttention()),
                linear(from.grown(), growing),
                linear(from.shrunk(), shrinking),
                norm(from.afterFeeding()));
    }

    /** Queries, keys and values as one map; queries scaled by 1/√(width of a head). */
    private Linear beside(BertFile.Layer from) {
        int width = sizes.width();
        float scale = (float) (1 / Math.sqrt(sizes.headWidth()));
        var weights = new float[3 * width * width];
        var bias = new float[3 * width];
        List<BertFile.Linear> parts = List.of(from.query(), from.key(), from.value());
        for (int part = 0; part < parts.size(); part++) {
            float factor = part == 0 ? scale : 1;
            float[] one = parts.get(part).weights().toArray();
            for (int i = 0; i < one.length; i++) {
                weights[i / width * 3 * width + part * width + i % width] = factor * one[i];
            }
            float[] shift = parts.get(part).bias().toArray();
            for (int i = 0; i < width; i++) bias[part * width + i] = factor * shift[i];
        }
        return linear(weights, bias, asking);
    }

    private Linear linear(BertFile.Linear from, Shape shape) {
        return linear(from.weights().toArray(), from.bias().toArray(), shape);
    }

    private Linear linear(float[] weights, float[] bias, Shape shape) {
        Shape plain = shapes.dense(F32, weights.length / bias.length, bias.length);
        MemorySegment laidOut = dnnl.buffer(shape.bytes());
        dnnl.copy(plain, weights, shape, laidOut);
        return new Linear(
                dnnl.memory(shape, laidOut), vector(shapes.dense(F32, 1, bias.length), bias));
    }

    private Norm norm(BertFile.Norm from) {
        Shape shape = shapes.dense(F32, sizes.width());
        return new Norm(
                vector(shape, from.scale().toArray()), vector(shape, from.shift().toArray()));
    }

    private MemorySegment vector(Shape shape, float... numbers) {
        MemorySegment data = dnnl.buffer(shape.bytes());
        MemorySegment.copy(numbers, 0, data, JAVA_FLOAT, 0, numbers.length);
        return dnnl.memory(shape, data);
    }

    BertFile.Sizes sizes() {
        return sizes;
    }

    List<Layer> all() {
        return layers;
    }

    Heads heads() {
        return heads;
    }

    Norm embedded() {
        return embedded;
    }

    /** With so many rows. */
    Computing computing(int rows) {
        return computing.computeIfAbsent(
                rows,
                _ -> {
                    int width = sizes.width();
                    Shape narrow = shapes.dense(BF16, rows, width);
                    Shape floats = shapes.dense(F32, rows, width);
                    Shape wide = shapes.dense(BF16, rows, sizes.inner());
                    Extra add = new Extra.Add(narrow);
                    float epsilon = sizes.epsilon();
                    return new Computing(
                            multiply(
                                    narrow,
                                    asking,
                                    shapes.dense(BF16, rows, 3L * width),
                                    3 * width,
                                    new Extra.None()),
                            multiply(narrow, attending, floats, width, add),
                            multiply(narrow, growing, wide, sizes.inner(), new Extra.Gelu()),
                            multiply(wide, shrinking, floats, width, add),
                            dnnl.primitives().layerNorm(floats, narrow, epsilon),
                            dnnl.primitives().layerNorm(floats, floats, epsilon));
                });
    }

    private Primitive multiply(Shape source, Shape weights, Shape into, int outputs, Extra extra) {
        return dnnl.primitives()
                .matmul(source, weights, shapes.dense(F32, 1, outputs).handle(), into, extra);
    }
}
