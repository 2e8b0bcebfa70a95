package dev.kith.store.partition;

import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * How things are named in the log. The first byte says what it is; a document is its collection and
 * its id, each ended by 0x00 (which neither contains), so documents sort by both; numbers are
 * big-endian, so they sort too.
 *
 * <pre>
 *   d document                              its dossier
 *   p document version 's' segment          a segment
 *   p document version 'c' segment batch    a chunk batch
 *   l sequence                              a change: the document that changed
 *   h document                              a hole: parts of it are known to be missing
 *   t task                                  the document that a task works on
 *   m name                                  about the log itself
 * </pre>
 */
final class Keys {
    private static final byte DOSSIER = 'd';
    private static final byte PART = 'p';
    private static final byte SEGMENT = 's';
    private static final byte CHUNKS = 'c';
    private static final byte CHANGE = 'l';
    private static final byte HOLE = 'h';
    private static final byte META = 'm';
    private static final byte TASK = 't';

    /** Under which the last change's sequence is kept. */
    static final byte[] SEQUENCE = {META, 's'};

    /** Under which it is kept how far this copy vouches for its partition. */
    static final byte[] CLAIM = {META, 'c'};

    private Keys() {}

    static byte[] dossier(DocumentKey key) {
        return under(DOSSIER, document(key)).array();
    }

    static byte[] hole(DocumentKey key) {
        return under(HOLE, document(key)).array();
    }

    static byte[] task(TaskId task) {
        return under(TASK, ended(task.value())).array();
    }

    static byte[] segment(DocumentKey key, Version version, int segment) {
        byte[] parts = parts(key, version);
        return ByteBuffer.allocate(parts.length + 1 + Integer.BYTES)
                .put(parts)
                .put(SEGMENT)
                .putInt(segment)
                .array();
    }

    static byte[] batch(DocumentKey key, Version version, int segment, int batch) {
        byte[] parts = parts(key, version);
        return ByteBuffer.allocate(parts.length + 1 + 2 * Integer.BYTES)
                .put(parts)
                .put(CHUNKS)
                .putInt(segment)
                .putInt(batch)
                .array();
    }

    /** Where the parts of one version begin. */
    static byte[] parts(DocumentKey key, Version version) {
        byte[] document = document(key);
        byte[] agent = ended(version.agent());
        return ByteBuffer.allocate(1 + document.length + Long.BYTES + agent.length)
                .put(PART)
                .put(document)
                .putLong(version.time())
                .put(agent)
                .array();
    }

    /** Where the parts of all versions of a document begin. */
    static byte[] parts(DocumentKey key) {
        return under(PART, document(key)).array();
    }

    static byte[] change(long sequence) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(CHANGE).putLong(sequence).array();
    }

    static long changeSequence(byte[] key) {
        return ByteBuffer.wrap(key).getLong(1);
    }

    /** The first key that does not begin with {@code prefix}, whose last byte is not 0xff. */
    static byte[] after(byte[] prefix) {
        byte[] next = prefix.clone();
        next[next.length - 1]++;
        return next;
    }

    static byte[] dossiersFirst() {
        return new byte[] {DOSSIER};
    }

    static byte[] holesFirst() {
        return new byte[] {HOLE};
    }

    static byte[] changesFirst() {
        return new byte[] {CHANGE};
    }

    /** Collection and id as in a key, without what comes before. */
    static byte[] document(DocumentKey key) {
        byte[] collection = ended(key.collection().value());
        byte[] id = ended(key.id());
        return ByteBuffer.allocate(collection.length + id.length).put(collection).put(id).array();
    }

    /**
     * Reads {@link #document}.
     *
     * @param from where it begins in {@code bytes}
     */
    static DocumentKey document(byte[] bytes, int from) {
        int split = from;
        while (bytes[split] != 0) split++;
        String collection = new String(bytes, from, split - from, StandardCharsets.UTF_8);
        String id = new String(bytes, split + 1, bytes.length - split - 2, StandardCharsets.UTF_8);
        return new DocumentKey(new CollectionName(collection), id);
    }

    private static ByteBuffer under(byte kind, byte[] rest) {
        return ByteBuffer.allocate(1 + rest.length).put(kind).put(rest);
    }

    private static byte[] ended(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (b == 0) throw new IllegalArgumentException("0x00 within a name: " + text);
        }
        return ByteBuffer.allocate(bytes.length + 1).put(bytes).array();
    }
}
