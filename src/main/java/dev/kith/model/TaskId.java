package dev.kith.model;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Names one task. Derived from what is asked, so asking the same again is the same task.
 *
 * @param value {@code t} and 26 base32 characters
 */
public record TaskId(String value) {
    private static final Pattern FORM = Pattern.compile("t[a-z2-7]{26}");
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
        return new TaskId("t" + Digests.base32(Arrays.copyOf(digest, DIGEST_BYTES)));
    }
}
