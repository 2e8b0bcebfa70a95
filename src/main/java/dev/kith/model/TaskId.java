package dev.kith.model;

import java.util.regex.Pattern;

/**
 * Names one task. Derived from what is asked, so asking the same again is the same task.
 *
 * @param value {@code t} and 32 base32 characters: 4 bytes that say the document's partition, then
 *     16 of the hash of document and content
 */
public record TaskId(String value) {
    private static final Pattern FORM = Pattern.compile("t[a-z2-7]{32}");
    private static final int HEAD_BYTES = 4;
    private static final int DIGEST_BYTES = 16;

    public TaskId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a task id: " + value);
        }
    }

    /**
     * The task that brings this content under this key.
     *
     * @param content hash of everything the user sent: text, title, metadata, format
     */
    public static TaskId of(DocumentKey key, ContentId content) {
        byte[] digest =
                Digests.sha256(key.collection().value() + "\0" + key.id() + "\0" + content.cid());
        byte[] bytes = new byte[HEAD_BYTES + DIGEST_BYTES];
        System.arraycopy(key.digest(), 0, bytes, 0, HEAD_BYTES);
        System.arraycopy(digest, 0, bytes, HEAD_BYTES, DIGEST_BYTES);
        return new TaskId("t" + Digests.base32(bytes));
    }

    /** The partition of the task's document in a network of {@code partitions}. */
    public int partition(int partitions) {
        long head = 0;
        int bits = 0;
        for (int i = 1; bits < Integer.SIZE; i++, bits += 5) {
            char c = value.charAt(i);
            head = head << 5 | (c >= 'a' ? c - 'a' : c - '2' + 26);
        }
        return (int) ((head >>> (bits - Integer.SIZE)) % partitions);
    }
}
