package dev.kith.embed.onednn;

import dev.kith.embed.onednn.dnnl.Dnnl;
import dev.kith.embed.onednn.dnnl.Extra;
import dev.kith.embed.onednn.dnnl.NumberType;
import dev.kith.embed.onednn.dnnl.Primitive;
import dev.kith.embed.onednn.dnnl.Primitives;
import dev.kith.embed.onednn.dnnl.Shape;
import dev.kith.embed.onednn.dnnl.Shapes;
import dev.kith.embed.onednn.file.BertFile;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The primitives of attention for each length of a text, and how its numbers lie; safe for many
 * threads.
 */
final class Heads {
    private static final NumberType BF16 = NumberType.BFLOAT16;
    private static final NumberType F32 = NumberType.FLOAT32;

    /** Scores of more heads than fit into this would leave the cache. */
    private static final long SCORE_BYTES_MAX = 1 << 19;

    /**
     * Attention of a text of so many rows.
     *
     * @param heads so many at once
     * @param scores each row's with each
     * @param weighed their softmax
     * @param mixed the values by these weights
     */
    record Attending(int heads, Primitive scores, Primitive weighed, Primitive mixed) {}

    private final Shapes shapes;
    private final Primitives primitives;
    private final BertFile.Sizes sizes;
    private final Map<Integer, Attending> attention = new ConcurrentHashMap<>();

    Heads(Dnnl dnnl, BertFile.Sizes sizes) {
        this.shapes = dnnl.shapes();
        this.primitives = dnnl.primitives();
        this.sizes = sizes;
    }

    BertFile.Sizes sizes() {
        return sizes;
    }

    /** Of a text of so many rows, whole tiles. */
    Attending attending(int rows) {
        return attention.computeIfAbsent(
                rows,
                _ -> {
                    int heads = headsAtOnce(rows);
                    Shape scores = scores(heads, rows);
                    Shape weights = weights(heads, rows);
                    return new Attending(
                            heads,
                            primitives.matmul(
                                    queries(heads, rows),
                                    keys(heads, rows),
                                    MemorySegment.NULL,
                                    scores,
                                    new Extra.None()),
                            primitives.softmax(scores, weights, 2),
                            primitives.matmul(
                                    weights,
                                    queries(heads, rows),
                                    MemorySegment.NULL,
                                    mixed(heads, rows),
                                    new Extra.None()));
                });
    }

    private int headsAtOnce(int rows) {
        long each = (long) rows * rows * F32.bytes();
        for (int heads = sizes.heads(); heads > 1; heads--) {
            if (sizes.heads() % heads == 0 && heads * each <= SCORE_BYTES_MAX) return heads;
        }
        return 1;
    }

    /** What scores take at most, of any text. */
    long scoreBytes() {
        long longest = Rows.attended(sizes.positions());
        return Math.max(SCORE_BYTES_MAX, longest * longest * F32.bytes());
    }

    Shape scores(int heads, int rows) {
        return shapes.dense(F32, heads, rows, rows);
    }

    Shape weights(int heads, int rows) {
        return shapes.dense(BF16, heads, rows, rows);
    }

    /** Queries or values, among queries, keys and values beside each other. */
    Shape queries(int heads, int rows) {
        int each = sizes.headWidth();
        return shapes.strided(
                BF16, new long[] {heads, rows, each}, new long[] {each, 3L * sizes.width(), 1});
    }

    Shape keys(int heads, int rows) {
        int each = sizes.headWidth();
        return shapes.strided(
                BF16, new long[] {heads, each, rows}, new long[] {each, 1, 3L * sizes.width()});
    }

    Shape mixed(int heads, int rows) {
        int each = sizes.headWidth();
        return shapes.strided(
                BF16, new long[] {heads, rows, each}, new long[] {each, sizes.width(), 1});
    }
}
