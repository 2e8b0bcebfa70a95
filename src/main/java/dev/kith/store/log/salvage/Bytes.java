package dev.kith.store.log.salvage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** How LevelDB writes numbers and checksums. */
final class Bytes {
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int VARINT_BYTES_MAX = 10;

    private Bytes() {}

    /** Little-endian, as everything in LevelDB's files. */
    static ByteBuffer of(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A number in groups of 7 bits, lowest first.
     *
     * @throws IllegalArgumentException if it does not end
     */
    static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES_MAX; i++) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) return value;
        }
        throw new IllegalArgumentException("a number without an end");
    }

    /** Bytes with their length before them. */
    static byte[] slice(ByteBuffer bytes) {
        return take(bytes, varint(bytes));
    }

    /** The next so many. */
    static byte[] take(ByteBuffer bytes, long length) {
        if (length < 0 || length > bytes.remaining()) throw new BufferUnderflowException();
        byte[] taken = new byte[(int) length];
        bytes.get(taken);
        return taken;
    }

    /**
     * CRC-32C, rotated and moved so that a checksum over checksums is no trouble.
     *
     * <p>Source: LevelDB, {@code util/crc32c.h}.
     */
    static int maskedChecksum(ByteBuffer bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return masked(sum);
    }

    /** The same of what was summed up so far. */
    static int masked(CRC32C sum) {
        return Integer.rotateRight((int) sum.getValue(), 15) + MASK_DELTA;
    }
}
