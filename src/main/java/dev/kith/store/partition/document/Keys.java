package dev.kith.store.partition.document;

import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

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
public final class Keys {
    private static final byte DOSSIER = 'd';
    private static final byte PART = 'p';
    private static final byte SEGMENT = 's';
    private static final byte CHUNKS = 'c';
    private static final byte CHANGE = 'l';
    private static final byte HOLE = 'h';
    private static final byte META = 'm';
    private static final byte TASK = 't';

    /** A version of a document, as the key of one of its parts names it. */
    public record Parts(DocumentKey key, Version version) {}

    private Keys() {}

    /** Under which the last change's sequence is kept. */
    public static byte[] sequence() {
        return new byte[] {META, 's'};
    }

    /** Under which it is kept how far this copy vouches for its partition. */
    public static byte[] claim() {
        return new byte[] {META, 'c'};
    }

    /** Under which it is kept that deleted bytes still lie in the files. */
    public static byte[] erasable() {
        return new byte[] {META, 'e'};
    }

    /** Under which it is kept how far the scrubber is. */
    public static byte[] progress() {
        return new byte[] {META, 'p'};
    }

    /** Before every key. */
    public static byte[] first() {
        return new byte[0];
    }

    /** After every key. */
    public static byte[] end() {
        return new byte[] {(byte) 0xff};
    }

    /** Whether it is the key of a dossier. */
    public static boolean isDossier(byte[] key) {
        return key.length > 0 && key[0] == DOSSIER;
    }

    /** Whether it is the key of a hole. */
    public static boolean isHole(byte[] key) {
        return key.length > 0 && key[0] == HOLE;
    }

    /** Whether an entry can be made anew from what else is here. */
    public static boolean isDerived(byte[] key) {
        return key.length > 0 && (key[0] == CHANGE || key[0] == TASK || key[0] == HOLE);
    }

    /** What a part's key names; empty for other keys, and for damaged ones. */
    public static Optional<Parts> parts(byte[] key) {
        if (key.length == 0 || key[0] != PART) return Optional.empty();
        int id = end(key, 1) + 1;
        int time = end(key, id) + 1;
        int agent = time + Long.BYTES;
        int kind = end(key, agent) + 1;
        if (kind >= key.length) return Optional.empty();
        Optional<DocumentKey> document = readable(Arrays.copyOf(key, time));
        long version = ByteBuffer.wrap(key).getLong(time);
        if (document.isEmpty() || version < 0) return Optional.empty();
        String name = new String(key, agent, kind - agent - 1, StandardCharsets.UTF_8);
        return Optional.of(new Parts(document.get(), new Version(version, name)));
    }

    /** The document that the key of a dossier, a hole or a part names; empty where it does not. */
    public static Optional<DocumentKey> about(byte[] key) {
        if (key.length == 0) return Optional.empty();
        return switch (key[0]) {
            case DOSSIER, HOLE -> readable(key);
            case PART -> parts(key).map(Parts::key);
            default -> Optional.empty();
        };
    }

    private static Optional<DocumentKey> readable(byte[] key) {
        try {
            return Optional.of(document(key, 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty(); // a damaged key
        }
    }

    /** Where the name ends that begins at {@code from}; the length of the key where it does not. */
    private static int end(byte[] key, int from) {
        int at = from;
        while (at < key.length && key[at] != 0) at++;
        return at;
    }

    public static byte[] dossier(DocumentKey key) {
        return under(DOSSIER, document(key)).array();
    }

    public static byte[] hole(DocumentKey key) {
        return under(HOLE, document(key)).array();
    }

    public static byte[] task(TaskId task) {
        return under(TASK, ended(task.value())).array();
    }

    public static byte[] segment(DocumentKey key, Version version, int segment) {
        byte[] parts = parts(key, version);
        return ByteBuffer.allocate(parts.length + 1 + Integer.BYTES)
                .put(parts)
                .put(SEGMENT)
                .putInt(segment)
                .array();
    }

    public static byte[] batch(DocumentKey key, Version version, int segment, int batch) {
        byte[] parts = parts(key, version);
        return ByteBuffer.allocate(parts.length + 1 + 2 * Integer.BYTES)
                .put(parts)
                .put(CHUNKS)
                .putInt(segment)
                .putInt(batch)
                .array();
    }

    /** Where the parts of one version begin. */
    public static byte[] parts(DocumentKey key, Version version) {
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
    public static byte[] parts(DocumentKey key) {
        return under(PART, document(key)).array();
    }

    public static byte[] change(long sequence) {
        return ByteBuffer.allocate(1 + Long.BYTES).put(CHANGE).putLong(sequence).array();
    }

    public static long changeSequence(byte[] key) {
        return ByteBuffer.wrap(key).getLong(1);
    }

    /** The first key that does not begin with {@code prefix}, whose last byte is not 0xff. */
    public static byte[] after(byte[] prefix) {
        byte[] next = prefix.clone();
        next[next.length - 1]++;
        return next;
    }

    public static byte[] dossiersFirst() {
        return new byte[] {DOSSIER};
    }

    public static byte[] holesFirst() {
        return new byte[] {HOLE};
    }

    public static byte[] changesFirst() {
        return new byte[] {CHANGE};
    }

    /** Collection and id as in a key, without what comes before. */
    public static byte[] document(DocumentKey key) {
        byte[] collection = ended(key.collection().value());
        byte[] id = ended(key.id());
        return ByteBuffer.allocate(collection.length + id.length).put(collection).put(id).array();
    }

    /**
     * Reads {@link #document}.
     *
     * @param from where it begins in {@code bytes}
     */
    public static DocumentKey document(byte[] bytes, int from) {
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
