package dev.kith.store.level;

import dev.kith.model.Digests;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Says cheaply whether two hosts hold the same versions in the same states: the sum of a hash of
 * each, so the order in which they came does not matter and each can be taken out again.
 *
 * <p>The sum of hashes is AdHash (Bellare and Micciancio, "A New Paradigm for Collision-Free
 * Hashing", 1997, §3) with two sums modulo 2^64. It guards against accidents, not against someone
 * who chooses documents to collide.
 *
 * @param high sum of bytes 0 to 7 of the SHA-256 of each entry
 * @param low sum of bytes 8 to 15
 */
public record Digest(long high, long low) {
    /** Of nothing. */
    public static final Digest EMPTY = new Digest(0, 0);

    /** With one entry more. */
    public Digest plus(Entry entry) {
        ByteBuffer hash = hash(entry);
        return new Digest(high + hash.getLong(0), low + hash.getLong(Long.BYTES));
    }

    /** With one entry less. */
    public Digest minus(Entry entry) {
        ByteBuffer hash = hash(entry);
        return new Digest(high - hash.getLong(0), low - hash.getLong(Long.BYTES));
    }

    /** 32 hexadecimal characters, as it travels. */
    public String text() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    private static ByteBuffer hash(Entry entry) {
        return ByteBuffer.wrap(
                Digests.sha256(
                        String.join(
                                "\0",
                                entry.key().collection().value(),
                                entry.key().id(),
                                Long.toString(entry.version().time()),
                                entry.version().agent(),
                                entry.state().name())));
    }
}
