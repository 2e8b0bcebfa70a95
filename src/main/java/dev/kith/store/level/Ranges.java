package dev.kith.store.level;

import dev.kith.model.Digests;
import dev.kith.model.DocumentKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What a partition holds, summed over {@value #COUNT} ranges of its documents, so that two copies
 * find in one message where they differ. A document's range is taken from the SHA-256 of its key.
 * Not thread-safe.
 */
public final class Ranges {
    /** How many there are; part of the message between agents. */
    public static final int COUNT = 1024;

    private static final int ITEM_BYTES = 3 * Long.BYTES + Integer.BYTES;

    private final Digest[] digests = new Digest[COUNT];
    private final int[] entries = new int[COUNT];
    private final long[] bytes = new long[COUNT];

    /** Of an empty partition. */
    public Ranges() {
        Arrays.fill(digests, Digest.EMPTY);
    }

    /**
     * Reads {@link #toBlob}.
     *
     * @throws IllegalArgumentException if it has another length
     */
    public static Ranges of(Blob blob) {
        if (blob.bytes().length != COUNT * ITEM_BYTES) {
            throw new IllegalArgumentException("ranges of " + blob);
        }
        ByteBuffer from = ByteBuffer.wrap(blob.bytes());
        var ranges = new Ranges();
        for (int i = 0; i < COUNT; i++) {
            ranges.digests[i] = new Digest(from.getLong(), from.getLong());
            ranges.bytes[i] = from.getLong();
            ranges.entries[i] = from.getInt();
        }
        return ranges;
    }

    /** 0 to {@code COUNT - 1}: other bits of the key's hash than those that chose its partition. */
    public static int of(DocumentKey key) {
        byte[] hash = Digests.sha256(key.collection().value() + "\0" + key.id());
        return ((hash[4] & 0xff) << 8 | (hash[5] & 0xff)) % COUNT;
    }

    /** One entry more. */
    public void add(Entry entry) {
        int range = of(entry.key());
        digests[range] = digests[range].plus(entry);
        entries[range]++;
        bytes[range] += entry.bytes();
    }

    /** One entry less. */
    public void remove(Entry entry) {
        int range = of(entry.key());
        digests[range] = digests[range].minus(entry);
        entries[range]--;
        bytes[range] -= entry.bytes();
    }

    /** Those that do not hold the same in both. */
    public BitSet differing(Ranges other) {
        var differing = new BitSet(COUNT);
        for (int i = 0; i < COUNT; i++) {
            if (!digests[i].equals(other.digests[i])) differing.set(i);
        }
        return differing;
    }

    /** About what is missing here and there in another: exact where nothing is only here. */
    public Lack lacking(Ranges other) {
        long documentsLacking = 0;
        long bytesLacking = 0;
        for (int i = 0; i < COUNT; i++) {
            if (digests[i].equals(other.digests[i])) continue;
            documentsLacking += Math.max(0, other.entries[i] - entries[i]);
            bytesLacking += Math.max(0, other.bytes[i] - bytes[i]);
        }
        return new Lack(documentsLacking, bytesLacking, 0);
    }

    /** About how many bytes the entries take. */
    public long bytes() {
        long sum = 0;
        for (long count : bytes) sum += count;
        return sum;
    }

    /** As it travels, and as a copy that does not change. */
    public Blob toBlob() {
        ByteBuffer to = ByteBuffer.allocate(COUNT * ITEM_BYTES);
        for (int i = 0; i < COUNT; i++) {
            to.putLong(digests[i].high()).putLong(digests[i].low());
            to.putLong(bytes[i]).putInt(entries[i]);
        }
        return new Blob(to.array());
    }
}
