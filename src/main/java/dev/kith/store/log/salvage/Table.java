package dev.kith.store.log.salvage;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads one table of LevelDB, block by block, so that a damaged block costs its own entries only.
 * Tables are some 2 MiB, and one is held in memory.
 *
 * <p>Source: LevelDB, {@code doc/table_format.md}.
 */
final class Table {
    private static final int FOOTER = 48;
    private static final int TRAILER = 5;
    private static final int BLOCK_BYTES_MAX = 1 << 20;
    private static final long MAGIC = 0xdb4775248b80fb57L;

    private final ByteBuffer file;
    private final Optional<ByteBuffer> index;

    private Table(ByteBuffer file, Optional<ByteBuffer> index) {
        this.file = file;
        this.index = index;
    }

    /** The table in a file. */
    static Table open(Path path) throws IOException {
        ByteBuffer file = Bytes.of(Files.readAllBytes(path));
        return new Table(file, index(file));
    }

    private static Optional<ByteBuffer> index(ByteBuffer file) {
        int end = file.limit();
        if (end < FOOTER || file.getLong(end - Long.BYTES) != MAGIC) return Optional.empty();
        try {
            ByteBuffer footer = part(file, end - FOOTER, FOOTER);
            Bytes.varint(footer); // offset and size of an index that LevelDB does not use
            Bytes.varint(footer);
            Handle handle = Handle.read(footer);
            return isRight(file, handle) ? Optional.of(block(file, handle)) : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Whether LevelDB can find the blocks of the table in a file; reads its end only. */
    static boolean hasIndex(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < FOOTER) return false;
            ByteBuffer footer = read(channel, size - FOOTER, FOOTER);
            if (footer.getLong(FOOTER - Long.BYTES) != MAGIC) return false;
            Bytes.varint(footer);
            Bytes.varint(footer);
            Handle handle = Handle.read(footer);
            if (handle.offset() < 0 || handle.size() < 0 || handle.size() > size) return false;
            if (handle.offset() > size - handle.size() - TRAILER) return false;
            ByteBuffer block =
                    read(channel, handle.offset(), Math.toIntExact(handle.size() + TRAILER));
            return isRight(block, new Handle(0, handle.size()));
        } catch (BufferUnderflowException | IllegalArgumentException _) {
            return false;
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = Bytes.of(new byte[length]);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IllegalArgumentException("a table that ends early");
            }
        }
        return bytes.flip();
    }

    /**
     * Hands on every entry that can be read, of damaged blocks too: our own checksums tell which
     * are right.
     *
     * @return whether every block was as it was written
     */
    boolean read(Entry.Sink sink) throws IOException {
        if (index.isEmpty()) {
            readWithoutIndex(sink);
            return false;
        }
        boolean[] right = {true};
        right[0] &=
                each(
                        index.get(),
                        (_, value) -> {
                            Handle handle = Handle.read(Bytes.of(value));
                            right[0] &= isRight(file, handle);
                            right[0] &= each(block(file, handle), entry(sink));
                        });
        return right[0];
    }

    /** Blocks follow each other; where one ends is found by its checksum. */
    private void readWithoutIndex(Entry.Sink sink) throws IOException {
        Optional<Handle> next = blockAt(0);
        while (next.isPresent()) {
            each(block(file, next.get()), entry(sink));
            next = blockAt(next.get().offset() + next.get().size() + TRAILER);
        }
    }

    private Optional<Handle> blockAt(long offset) {
        var sum = new CRC32C();
        long sizeMax = Math.min(BLOCK_BYTES_MAX, file.limit() - offset - TRAILER);
        for (long size = 0; size <= sizeMax; size++) {
            int at = (int) (offset + size);
            sum.update(file.get(at)); // of a block's end this is its kind, which is summed too
            if (file.getInt(at + 1) == Bytes.masked(sum) && size > 0) {
                return Optional.of(new Handle(offset, size));
            }
        }
        return Optional.empty();
    }

    private static Pair entry(Entry.Sink sink) {
        return (key, value) -> {
            Optional<Entry> entry = Entry.ofTable(key, value);
            if (entry.isPresent()) sink.take(entry.get());
        };
    }

    /** Where a block is in the file. */
    private record Handle(long offset, long size) {
        static Handle read(ByteBuffer bytes) {
            return new Handle(Bytes.varint(bytes), Bytes.varint(bytes));
        }
    }

    private interface Pair {
        void take(byte[] key, byte[] value) throws IOException;
    }

    private static ByteBuffer part(ByteBuffer file, long offset, long size) {
        if (offset < 0 || size < 0 || offset > file.limit() || size > file.limit() - offset) {
            throw new IllegalArgumentException("a block outside its file");
        }
        ByteBuffer part = file.duplicate().order(file.order());
        return part.limit((int) (offset + size)).position((int) offset);
    }

    private static boolean isRight(ByteBuffer file, Handle handle) {
        try {
            ByteBuffer summed = part(file, handle.offset(), handle.size() + 1);
            ByteBuffer trailer = part(file, handle.offset(), handle.size() + TRAILER);
            return trailer.getInt(trailer.limit() - Integer.BYTES) == Bytes.maskedChecksum(summed);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static ByteBuffer block(ByteBuffer file, Handle handle) {
        ByteBuffer block = part(file, handle.offset(), handle.size()).slice().order(file.order());
        int restarts = block.getInt(block.limit() - Integer.BYTES);
        long end = block.limit() - Integer.BYTES * (1L + restarts);
        if (restarts < 0 || end < 0) throw new IllegalArgumentException("a block without a form");
        return block.limit((int) end);
    }

    /** Each entry's key shares its beginning with the one before. */
    private static boolean each(ByteBuffer entries, Pair pair) throws IOException {
        try {
            ByteBuffer bytes = entries.duplicate().order(entries.order()).position(0);
            byte[] key = new byte[0];
            while (bytes.hasRemaining()) {
                int shared = Math.toIntExact(Bytes.varint(bytes));
                int own = Math.toIntExact(Bytes.varint(bytes));
                long size = Bytes.varint(bytes);
                byte[] tail = Bytes.take(bytes, own);
                if (shared > key.length) return false;
                key = Arrays.copyOf(key, shared + own);
                System.arraycopy(tail, 0, key, shared, own);
                pair.take(key, Bytes.take(bytes, size));
            }
            return true;
        } catch (RuntimeException _) { // whatever a damaged number makes of the arithmetic
            return false;
        }
    }
}
