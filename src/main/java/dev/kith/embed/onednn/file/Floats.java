package dev.kith.embed.onednn.file;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Floats of a file, where they lie in it; valid while the file is open.
 *
 * @param raw little-endian
 */
public record Floats(MemorySegment raw) {
    private static final ValueLayout.OfFloat LITTLE =
            JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** All of them. */
    public float[] toArray() {
        return raw.toArray(LITTLE);
    }

    /** Copies so many, from the index given on. */
    public void copy(long index, float[] into, int count) {
        MemorySegment.copy(raw, LITTLE, index * Float.BYTES, into, 0, count);
    }
}
