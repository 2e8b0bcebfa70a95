package dev.kith.model;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * Names one document in one collection.
 *
 * @param collection where it is searched
 * @param id the user's own name for it: 1 to 512 bytes of UTF-8, no control characters
 */
public record DocumentKey(CollectionName collection, String id) {
    /** Longest id, in bytes of UTF-8. */
    public static final int ID_BYTES_MAX = 512;

    /** By collection, then by id, each by its UTF-16 units. */
    public static final Comparator<DocumentKey> ORDER =
            Comparator.<DocumentKey, String>comparing(key -> key.collection().value())
                    .thenComparing(DocumentKey::id);

    public DocumentKey {
        if (id.isBlank()) throw new IllegalArgumentException("id is blank");
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > ID_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "id has " + bytes + " bytes; the most is " + ID_BYTES_MAX);
        }
        if (id.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("id has a control character");
        }
        if (id.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("id has half a surrogate pair");
        }
    }

    /**
     * The partition this document lives in, for ever.
     *
     * @param partitions how many the network has, at least 1
     * @return 0 to {@code partitions - 1}: the first 4 bytes of SHA-256 over collection, 0x00, id,
     *     as an unsigned number, modulo {@code partitions}
     */
    public int partition(int partitions) {
        byte[] digest = digest();
        long head = 0;
        for (int i = 0; i < 4; i++) head = head << 8 | (digest[i] & 0xff);
        return (int) (head % partitions);
    }

    /** SHA-256 over collection, 0x00, id: 32 bytes. */
    byte[] digest() {
        return Digests.sha256(collection.value() + "\0" + id);
    }
}
