package dev.kith.embed.onednn.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;

/**
 * Walks over the fields of one message.
 *
 * <p>Source: the specification of Protocol Buffers' encoding. Groups are not known.
 */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_BITS_MAX = 64;

    private final MemorySegment message;
    private long position;
    private int field;
    private long number;
    private MemorySegment bytes = MemorySegment.NULL;

    ProtoReader(MemorySegment message) {
        this.message = message;
    }

    /**
     * Goes to the next field.
     *
     * @return whether there is one
     * @throws IllegalArgumentException if this is no message
     */
    boolean next() {
        if (position >= message.byteSize()) return false;
        long key = varint();
        field = (int) (key >>> 3);
        bytes = MemorySegment.NULL;
        number = 0;
        switch ((int) (key & 0b111)) {
            case VARINT -> number = varint();
            case FIXED_64 -> bytes = take(Long.BYTES);
            case LENGTH -> bytes = take(varint());
            case FIXED_32 -> bytes = take(Integer.BYTES);
            default -> throw new IllegalArgumentException("unknown kind of field");
        }
        return true;
    }

    /** The field's number, at least 1. */
    int field() {
        return field;
    }

    /** What it says, where it is a number of variable length; otherwise 0. */
    long number() {
        return number;
    }

    /** What it says, where it is none; otherwise empty. */
    MemorySegment bytes() {
        return bytes;
    }

    /** The same as text. */
    String text() {
        return new String(bytes.toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** Numbers of variable length, of which there are many in one field. */
    long[] packed() {
        var inner = new ProtoReader(bytes);
        var all = LongStream.builder();
        while (inner.position < bytes.byteSize()) all.add(inner.varint());
        return all.build().toArray();
    }

    private MemorySegment take(long length) {
        if (length < 0 || length > message.byteSize() - position) {
            throw new IllegalArgumentException("a field is longer than what it is in");
        }
        MemorySegment taken = message.asSlice(position, length);
        position += length;
        return taken;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < VARINT_BITS_MAX; shift += VARINT_BITS) {
            if (position >= message.byteSize()) break;
            byte next = message.get(JAVA_BYTE, position++);
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
        throw new IllegalArgumentException("a number does not end");
    }
}
