package dev.kith.embed.onednn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.kith.embed.onednn.dnnl.Call;
import dev.kith.embed.onednn.dnnl.Dnnl;
import dev.kith.embed.onednn.dnnl.NumberType;
import dev.kith.embed.onednn.dnnl.Primitive;
import dev.kith.embed.onednn.dnnl.Shape;
import dev.kith.embed.onednn.dnnl.Slot;
import dev.kith.embed.onednn.file.BertFile;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.function.Function;

/**
 * Attention of one text after the other, all of as many rows, padded to whole tiles; for one thread
 * at a time.
 *
 * <p>A text's last tile reaches into rows that are not its own: they get no weight, and what is
 * written to them is written again by the text that they belong to, which comes later.
 */
final class Attention {
    /** A score whose softmax is 0. */
    private static final float NONE = -1e30f;

    private static final long BF16 = NumberType.BFLOAT16.bytes();

    private final Dnnl dnnl;
    private final BertFile.Sizes sizes;
    private final int rows;
    private final int heads;
    private final MemorySegment stream;
    private final Place place;
    private final Shape looking;
    private final Shape lookedAt;
    private final Shape mixture;
    private final MemorySegment queries;
    private final MemorySegment keys;
    private final MemorySegment values;
    private final MemorySegment result;
    private final Call scoring;
    private final Call weighing;
    private final Call mixing;

    /**
     * Where it works.
     *
     * @param asked queries, keys and values beside each other
     * @param mixed where what comes of it goes
     * @param scores {@link Heads#scoreBytes} bytes
     * @param weights as many
     */
    record Place(
            MemorySegment asked,
            MemorySegment mixed,
            MemorySegment scores,
            MemorySegment weights) {}

    /**
     * Prepares texts of so many rows.
     *
     * @param scratch where a primitive may write as it likes
     */
    Attention(
            Dnnl dnnl,
            Heads all,
            int rows,
            Place place,
            Function<Primitive, MemorySegment> scratch,
            MemorySegment stream) {
        Heads.Attending with = all.attending(rows);
        this.dnnl = dnnl;
        this.sizes = all.sizes();
        this.rows = rows;
        this.heads = with.heads();
        this.stream = stream;
        this.place = place;
        this.looking = all.queries(heads, rows);
        this.lookedAt = all.keys(heads, rows);
        this.mixture = all.mixed(heads, rows);
        this.queries = dnnl.memory(looking, place.asked);
        this.keys = dnnl.memory(lookedAt, place.asked);
        this.values = dnnl.memory(looking, place.asked);
        this.result = dnnl.memory(mixture, place.mixed);
        MemorySegment score = dnnl.memory(all.scores(heads, rows), place.scores);
        MemorySegment weight = dnnl.memory(all.weights(heads, rows), place.weights);
        this.scoring =
                dnnl.call(
                        with.scores(),
                        Map.of(Slot.SOURCE, queries, Slot.WEIGHTS, keys, Slot.DESTINATION, score),
                        scratch.apply(with.scores()));
        this.weighing =
                dnnl.call(
                        with.weighed(),
                        Map.of(Slot.SOURCE, score, Slot.DESTINATION, weight),
                        scratch.apply(with.weighed()));
        this.mixing =
                dnnl.call(
                        with.mixed(),
                        Map.of(Slot.SOURCE, weight, Slot.WEIGHTS, values, Slot.DESTINATION, result),
                        scratch.apply(with.mixed()));
    }

    /** Of the text that begins at that row. */
    void run(int row, int tokens) {
        long each = sizes.headWidth() * BF16;
        long width = sizes.width() * BF16;
        for (int head = 0; head < sizes.heads(); head += heads) {
            long at = 3 * width * row + head * each;
            dnnl.point(queries, looking, place.asked.asSlice(at));
            dnnl.point(keys, lookedAt, place.asked.asSlice(at + width));
            dnnl.point(values, looking, place.asked.asSlice(at + 2 * width));
            dnnl.point(result, mixture, place.mixed.asSlice(width * row + head * each));
            dnnl.run(scoring, stream);
            ignore(tokens);
            dnnl.run(weighing, stream);
            dnnl.run(mixing, stream);
        }
    }

    /** No row looks at what is not of its text. */
    private void ignore(int tokens) {
        if (tokens == rows) return;
        for (long line = 0; line < (long) heads * rows; line++) {
            for (int other = tokens; other < rows; other++) {
                place.scores.setAtIndex(JAVA_FLOAT, line * rows + other, NONE);
            }
        }
    }
}
