package dev.kith.store.log.salvage;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** One change of one key as it lies in LevelDB's files. */
final class Entry {
    private static final int TAIL = Long.BYTES;

    /** Takes what could be read. */
    @FunctionalInterface
    interface Sink {
        void take(Entry entry) throws IOException;
    }

    private final byte[] key;
    private final long sequence;
    private final Optional<byte[]> framed;

    private Entry(byte[] key, long sequence, Optional<byte[]> framed) {
        this.key = key;
        this.sequence = sequence;
        this.framed = framed;
    }

    byte[] key() {
        return key;
    }

    /** Of two changes of one key the higher counts. */
    long sequence() {
        return sequence;
    }

    /** The value with our checksum before it; empty where the key was deleted. */
    Optional<byte[]> framed() {
        return framed;
    }

    /** One of a table, whose keys end in sequence and kind. */
    static Optional<Entry> ofTable(byte[] key, byte[] value) {
        if (key.length < TAIL) return Optional.empty();
        long tail = Bytes.of(key).getLong(key.length - TAIL);
        byte[] own = Arrays.copyOf(key, key.length - TAIL);
        Optional<byte[]> framed = (tail & 0xff) == 0 ? Optional.empty() : Optional.of(value);
        return Optional.of(new Entry(own, tail >>> Byte.SIZE, framed));
    }

    /**
     * Those of one batch, as a journal has it.
     *
     * @return whether it could be read to its end
     */
    static boolean ofBatch(byte[] batch, Sink sink) throws IOException {
        try {
            ByteBuffer bytes = Bytes.of(batch);
            long sequence = bytes.getLong();
            int count = bytes.getInt();
            for (int i = 0; i < count; i++) {
                boolean puts = bytes.get() != 0;
                byte[] key = Bytes.slice(bytes);
                Optional<byte[]> framed = puts ? Optional.of(Bytes.slice(bytes)) : Optional.empty();
                sink.take(new Entry(key, sequence + i, framed));
            }
            return true;
        } catch (BufferUnderflowException | IllegalArgumentException _) {
            return false;
        }
    }
}
