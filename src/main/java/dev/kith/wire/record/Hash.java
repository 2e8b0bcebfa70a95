package dev.kith.wire.record;

import dev.kith.model.Digests;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * A SHA-256, as four longs from its most significant byte on; ordered as its bytes are, unsigned.
 */
public record Hash(long first, long second, long third, long fourth) implements Comparable<Hash> {
    static final int BYTES = 32;

    /** No record: what a chain's first names as the one before it. */
    public static final Hash NONE = new Hash(0, 0, 0, 0);

    private static final Comparator<Hash> ORDER =
            Comparator.<Hash, Long>comparing(Hash::first, Long::compareUnsigned)
                    .thenComparing(Hash::second, Long::compareUnsigned)
                    .thenComparing(Hash::third, Long::compareUnsigned)
                    .thenComparing(Hash::fourth, Long::compareUnsigned);

    /** The hash of these bytes. */
    static Hash of(byte[] bytes) {
        return read(ByteBuffer.wrap(Digests.sha256().digest(bytes)));
    }

    static Hash read(ByteBuffer from) {
        return new Hash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    void write(ByteBuffer to) {
        to.putLong(first).putLong(second).putLong(third).putLong(fourth);
    }

    @Override
    public int compareTo(Hash other) {
        return ORDER.compare(this, other);
    }
}
