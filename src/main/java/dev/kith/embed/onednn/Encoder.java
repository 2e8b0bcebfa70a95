package dev.kith.embed.onednn;

import dev.kith.embed.onednn.dnnl.Call;
import dev.kith.embed.onednn.dnnl.Dnnl;
import dev.kith.embed.onednn.dnnl.NumberType;
import dev.kith.embed.onednn.dnnl.Primitive;
import dev.kith.embed.onednn.dnnl.Shape;
import dev.kith.embed.onednn.dnnl.Slot;
import dev.kith.embed.onednn.file.BertFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes the vectors of texts' tokens; for one thread at a time, on that thread alone.
 *
 * <pre>
 *   tokens ──► word + position, normalised ──► x
 *   each layer:  x ──► queries, keys, values ──► attention, text by text ──► mixed
 *                mixed × W + x, normalised ──► y
 *                GELU(y × W) × W + y, normalised ──► x
 * </pre>
 */
final class Encoder {
    private static final NumberType BF16 = NumberType.BFLOAT16;
    private static final NumberType F32 = NumberType.FLOAT32;

    private final Dnnl dnnl;
    private final Layers layers;
    private final Words words;
    private final BertFile.Sizes sizes;
    private final MemorySegment stream;
    private final Buffers buffers;
    private final Map<Integer, Passes> passes = new HashMap<>();
    private final Map<Integer, Attention> attentions = new HashMap<>();
    private MemorySegment scratch;

    /** Where rows lie between two steps; each for as many rows as there can be. */
    private record Buffers(
            MemorySegment x,
            MemorySegment y,
            MemorySegment asked,
            MemorySegment mixed,
            MemorySegment sum,
            MemorySegment grown,
            MemorySegment floats,
            Attention.Place attention) {

        static Buffers of(Dnnl dnnl, Layers layers) {
            BertFile.Sizes sizes = layers.sizes();
            long rows = rowsMax(sizes);
            long narrow = rows * sizes.width() * BF16.bytes();
            long floats = rows * sizes.width() * F32.bytes();
            MemorySegment asked = dnnl.buffer(3 * narrow);
            MemorySegment mixed = dnnl.buffer(narrow);
            return new Buffers(
                    dnnl.buffer(narrow),
                    dnnl.buffer(narrow),
                    asked,
                    mixed,
                    dnnl.buffer(floats),
                    dnnl.buffer(rows * sizes.inner() * BF16.bytes()),
                    dnnl.buffer(floats),
                    new Attention.Place(
                            asked,
                            mixed,
                            dnnl.buffer(layers.heads().scoreBytes()),
                            dnnl.buffer(layers.heads().scoreBytes())));
        }

        /** The last text's attention may reach beyond the rows of a pack. */
        private static long rowsMax(BertFile.Sizes sizes) {
            return Rows.size(Math.max(Rows.PACK, sizes.positions())) + (long) Rows.TILE;
        }
    }

    /** All that is done with so many rows. */
    private record Passes(Call embedded, List<Pass> layers) {}

    /** What a layer does before attention and after it. */
    private record Pass(Call asked, List<Call> rest) {}

    Encoder(Dnnl dnnl, Layers layers, Words words) {
        this.dnnl = dnnl;
        this.layers = layers;
        this.words = words;
        this.sizes = layers.sizes();
        this.stream = dnnl.stream();
        this.buffers = Buffers.of(dnnl, layers);
        this.scratch = dnnl.buffer(1);
    }

    /**
     * The vectors of all tokens of these texts, one text after the other, {@code tokens × width};
     * valid until the next call.
     *
     * @param texts their tokens' numbers, at least one each, together at most {@link Rows#PACK} or
     *     one text of as many as the model has positions
     */
    FloatBuffer encode(List<long[]> texts) {
        dnnl.oneThread();
        int tokens = 0;
        for (long[] text : texts) {
            words.write(text, buffers.floats, tokens);
            tokens += text.length;
        }
        Passes all = passes.computeIfAbsent(Rows.size(tokens), this::passes);
        dnnl.run(all.embedded, stream);
        for (Pass layer : all.layers) {
            dnnl.run(layer.asked, stream);
            attend(texts);
            for (Call call : layer.rest) dnnl.run(call, stream);
        }
        return buffers.floats
                .asSlice(0, (long) tokens * sizes.width() * F32.bytes())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private void attend(List<long[]> texts) {
        int row = 0;
        for (long[] text : texts) {
            attentions
                    .computeIfAbsent(Rows.attended(text.length), this::attention)
                    .run(row, text.length);
            row += text.length;
        }
    }

    private Attention attention(int rows) {
        return new Attention(dnnl, layers.heads(), rows, buffers.attention, this::scratch, stream);
    }

    private Passes passes(int rows) {
        Layers.Computing computing = layers.computing(rows);
        int width = sizes.width();
        Shape narrow = dnnl.shapes().dense(BF16, rows, width);
        Shape floats = dnnl.shapes().dense(F32, rows, width);
        MemorySegment x = dnnl.memory(narrow, buffers.x);
        MemorySegment y = dnnl.memory(narrow, buffers.y);
        MemorySegment asked =
                dnnl.memory(dnnl.shapes().dense(BF16, rows, 3L * width), buffers.asked);
        MemorySegment mixed = dnnl.memory(narrow, buffers.mixed);
        MemorySegment sum = dnnl.memory(floats, buffers.sum);
        MemorySegment grown =
                dnnl.memory(dnnl.shapes().dense(BF16, rows, sizes.inner()), buffers.grown);
        MemorySegment outer = dnnl.memory(floats, buffers.floats);
        List<Pass> all = new ArrayList<>();
        for (int i = 0; i < layers.all().size(); i++) {
            Layers.Layer layer = layers.all().get(i);
            boolean last = i == layers.all().size() - 1;
            all.add(
                    new Pass(
                            linear(computing.asked(), x, layer.asked(), asked),
                            List.of(
                                    added(computing.attended(), mixed, layer.attended(), x, sum),
                                    norm(computing.norm(), sum, layer.afterAttention(), y),
                                    linear(computing.grown(), y, layer.grown(), grown),
                                    added(computing.shrunk(), grown, layer.shrunk(), y, sum),
                                    last
                                            ? norm(
                                                    computing.last(),
                                                    sum,
                                                    layer.afterFeeding(),
                                                    outer)
                                            : norm(
                                                    computing.norm(),
                                                    sum,
                                                    layer.afterFeeding(),
                                                    x))));
        }
        return new Passes(norm(computing.norm(), outer, layers.embedded(), x), all);
    }

    private Call linear(
            Primitive primitive, MemorySegment from, Layers.Linear linear, MemorySegment into) {
        return call(primitive, memories(from, linear, into));
    }

    private Call added(
            Primitive primitive,
            MemorySegment from,
            Layers.Linear linear,
            MemorySegment more,
            MemorySegment into) {
        Map<Slot, MemorySegment> memories = memories(from, linear, into);
        memories.put(Slot.ADDED, more);
        return call(primitive, memories);
    }

    private static Map<Slot, MemorySegment> memories(
            MemorySegment from, Layers.Linear linear, MemorySegment into) {
        var memories = new EnumMap<Slot, MemorySegment>(Slot.class);
        memories.put(Slot.SOURCE, from);
        memories.put(Slot.WEIGHTS, linear.weights());
        memories.put(Slot.BIAS, linear.bias());
        memories.put(Slot.DESTINATION, into);
        return memories;
    }

    private Call norm(
            Primitive primitive, MemorySegment from, Layers.Norm norm, MemorySegment into) {
        return call(
                primitive,
                Map.of(
                        Slot.SOURCE,
                        from,
                        Slot.SCALE,
                        norm.scale(),
                        Slot.SHIFT,
                        norm.shift(),
                        Slot.DESTINATION,
                        into));
    }

    private Call call(Primitive primitive, Map<Slot, MemorySegment> memories) {
        return dnnl.call(primitive, memories, scratch(primitive));
    }

    /** Enough for this primitive; calls made before keep theirs. */
    private MemorySegment scratch(Primitive primitive) {
        long bytes = primitive.scratch().bytes();
        if (bytes > scratch.byteSize()) scratch = dnnl.buffer(bytes);
        return scratch;
    }
}
