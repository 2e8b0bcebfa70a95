package dev.kith.store.log.salvage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file of LevelDB's log format, in which both the newest writes and the list of tables are
 * kept: blocks of 32 KiB, in them fragments with checksum, length and kind.
 *
 * <p>Source: LevelDB, {@code doc/log_format.md}.
 */
final class Journal {
    private static final int BLOCK = 32 * 1024;
    private static final int HEADER = 7;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int LAST = 4;

    /** Takes what could be read. */
    @FunctionalInterface
    interface Sink {
        void take(byte[] record) throws IOException;
    }

    private final byte[] bytes;
    private final ByteBuffer file;
    private final Sink sink;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private boolean within;
    private boolean lost;
    private boolean damaged;

    private Journal(byte[] bytes, Sink sink) {
        this.bytes = bytes;
        this.file = Bytes.of(bytes);
        this.sink = sink;
    }

    /**
     * Hands on every record whose checksums are right.
     *
     * @return whether some in the middle were not; an end that breaks off is what any crash leaves
     */
    static boolean read(Path file, Sink sink) throws IOException {
        var journal = new Journal(Files.readAllBytes(file), sink);
        int at = 0;
        while (at < journal.file.limit()) at = journal.next(at);
        return journal.damaged;
    }

    /** Looks at what begins at an index, and says where to go on. */
    private int next(int at) throws IOException {
        int left = BLOCK - at % BLOCK;
        if (left < HEADER) return at + left;
        int length = length(at);
        if (isRight(at)) {
            damaged |= lost;
            add(file.get(at + HEADER - 1), at + HEADER, length);
            return at + HEADER + length;
        }
        boolean padding = length == 0 && file.getInt(at) == 0;
        lost |= !padding;
        within = false;
        boolean ends = at + HEADER + length >= file.limit();
        if (!ends && HEADER + length < left && isRight(at + HEADER + length)) {
            return at + HEADER + length;
        }
        return at + left;
    }

    /** Of the fragment that begins at an index; past the end where its header breaks off. */
    private int length(int at) {
        if (at + HEADER > file.limit()) return file.limit();
        return Short.toUnsignedInt(file.getShort(at + Integer.BYTES));
    }

    private boolean isRight(int at) {
        int length = length(at);
        if (HEADER + length > BLOCK - at % BLOCK || at + HEADER + length > file.limit()) {
            return false;
        }
        ByteBuffer summed = file.duplicate().position(at + HEADER - 1).limit(at + HEADER + length);
        return file.getInt(at) == Bytes.maskedChecksum(summed) && file.get(at + HEADER - 1) != 0;
    }

    private void add(int kind, int from, int length) throws IOException {
        if (kind == FULL || kind == FIRST) {
            record.reset();
            within = true;
        }
        if (!within) return;
        record.write(bytes, from, length);
        if (kind == FULL || kind == LAST) {
            within = false;
            sink.take(record.toByteArray());
        }
    }
}
