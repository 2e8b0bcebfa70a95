package dev.kith.model;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of one version of one document, without its text. Versions and states only move on,
 * so copies of a record merge by {@link #merge} in any order to the same.
 *
 * @param key the document
 * @param version when this state of it was put or deleted
 * @param state where it is
 * @param task the task that indexes it; of a tombstone, the one that it ended
 * @param content hash of all that was sent: text, title, metadata, format
 * @param text content id of the source text's UTF-8
 * @param title its title, may be empty
 * @param format {@code plain}, {@code markdown}, {@code restructured} or {@code html}
 * @param metadata the user's own fields: text, whole numbers and decimals, true and false, ISO 8601
 *     dates, all as text
 * @param segments how many segments its text was cut into
 * @param chars length of the source text in UTF-16 units
 * @param chunks how many chunks it has, 0 until committed
 * @param deadline when its task gives up, milliseconds since 1970
 * @param failure why it failed
 */
public record DocumentRecord(
        DocumentKey key,
        Version version,
        DocumentState state,
        TaskId task,
        ContentId content,
        ContentId text,
        String title,
        String format,
        Map<String, String> metadata,
        int segments,
        int chars,
        int chunks,
        long deadline,
        Optional<Failure> failure) {
    public DocumentRecord {
        metadata = Map.copyOf(metadata);
        if (segments < 0 || chars < 0 || chunks < 0) {
            throw new IllegalArgumentException("negative count in the record of " + key);
        }
    }

    /** The record that both sides keep after they have met; both must be of one version. */
    public DocumentRecord merge(DocumentRecord other) {
        return other.state.compareTo(state) > 0 ? other : this;
    }

    /** The same version, one step on. */
    public DocumentRecord with(DocumentState next, int chunkCount, Optional<Failure> why) {
        return new DocumentRecord(
                key,
                version,
                next,
                task,
                content,
                text,
                title,
                format,
                metadata,
                segments,
                chars,
                chunkCount,
                deadline,
                why);
    }
}
