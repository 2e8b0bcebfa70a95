package dev.kith.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

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
 * @param deadline when its task gives up, milliseconds since 1970; of a tombstone, since when
 *     copies know of it
 * @param failure why it failed
 * @param strikes agents that ended while they worked on it, in order; only while it is pending
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
        Optional<Failure> failure,
        List<Strike> strikes) {
    private static final int STRIKES_MAX = 16;

    public DocumentRecord {
        metadata = Map.copyOf(metadata);
        strikes = List.copyOf(Objects.requireNonNullElse(strikes, List.of())); // absent in older
        if (segments < 0 || chars < 0 || chunks < 0) {
            throw new IllegalArgumentException("negative count in the record of " + key);
        }
    }

    /** A record without strikes. */
    public DocumentRecord(
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
        this(
                key, version, state, task, content, text, title, format, metadata, segments, chars,
                chunks, deadline, failure, List.of());
    }

    /** The record that both sides keep after they have met; both must be of one version. */
    public DocumentRecord merge(DocumentRecord other) {
        if (state == DocumentState.PENDING && other.state == state) {
            return withStrikes(other.strikes);
        }
        return other.state.compareTo(state) > 0 ? other : this;
    }

    /** The same version, with these strikes too; the highest few are kept. */
    public DocumentRecord withStrikes(List<Strike> more) {
        var all = new TreeSet<>(strikes);
        all.addAll(more);
        while (all.size() > STRIKES_MAX) all.pollFirst();
        return new DocumentRecord(
                key,
                version,
                state,
                task,
                content,
                text,
                title,
                format,
                metadata,
                segments,
                chars,
                chunks,
                deadline,
                failure,
                List.copyOf(all));
    }

    /** The same version with another deadline. */
    public DocumentRecord withDeadline(long millis) {
        return new DocumentRecord(
                key, version, state, task, content, text, title, format, metadata, segments, chars,
                chunks, millis, failure, strikes);
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
                why,
                next == DocumentState.PENDING ? strikes : List.of());
    }
}
