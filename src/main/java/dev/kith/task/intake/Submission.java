package dev.kith.task.intake;

import dev.kith.model.ContentId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.task.Intake.Description;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A whole document that has been read: what it is, and the hash of all of it. Pure.
 *
 * @param description made well-formed
 * @param content hash of text, title, metadata and format, each with its length before it
 */
record Submission(
        Description description, ContentId text, ContentId content, int chars, int segments) {

    static Submission of(Description description, Arrival arrival) {
        ContentId text = arrival.text();
        var all = new StringBuilder();
        put(all, text.cid());
        put(all, description.title());
        put(all, description.format());
        new TreeMap<>(description.metadata())
                .forEach((name, value) -> {
                    put(all, name);
                    put(all, value);
                });
        return new Submission(
                description,
                text,
                ContentId.of(all.toString()),
                arrival.chars(),
                arrival.segments());
    }

    /** The description without half characters, or TOO_LARGE. */
    static Outcome<Description> checked(Description description, SourceDoor sources, int charsMax) {
        long chars = description.title().length();
        var metadata = new TreeMap<String, String>();
        for (Map.Entry<String, String> field : description.metadata().entrySet()) {
            chars += field.getKey().length() + field.getValue().length();
            metadata.put(
                    wellFormed(sources, field.getKey()), wellFormed(sources, field.getValue()));
        }
        if (chars > charsMax) {
            return Outcome.bad(
                    Failure.Code.TOO_LARGE,
                    "title and metadata have %d characters; the most is %d"
                            .formatted(chars, charsMax));
        }
        return Outcome.good(
                new Description(
                        description.key(),
                        description.format(),
                        wellFormed(sources, description.title()),
                        metadata,
                        description.copies(),
                        description.deadline()));
    }

    /** What stands before the text: the title, unless it is blank or the text begins with it. */
    static String heading(String title, String text) {
        return title.isBlank() || text.startsWith(title) ? "" : title + "\n\n";
    }

    /** The version that is this very document already, if the newest that counts is, and whole. */
    Optional<DocumentRecord> known(Copies.Head head) {
        if (head.lost()) return Optional.empty(); // whoever sends it again brings it back
        return head.standing()
                .filter(record -> record.state() != DocumentState.DELETED)
                .filter(record -> record.content().equals(content))
                .filter(record -> !head.isGivenUp(record));
    }

    /** A new pending version of it. */
    DocumentRecord pending(Version version, long deadline) {
        return new DocumentRecord(
                description.key(),
                version,
                DocumentState.PENDING,
                TaskId.of(description.key(), content),
                content,
                text,
                description.title(),
                description.format(),
                description.metadata(),
                segments,
                chars,
                0,
                deadline,
                Optional.empty());
    }

    private static void put(StringBuilder all, String part) {
        all.append(part.length()).append(':').append(part);
    }

    private static String wellFormed(SourceDoor sources, String text) {
        var normalizer = sources.normalizer();
        return normalizer.next(text) + normalizer.finish();
    }
}
