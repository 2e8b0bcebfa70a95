package dev.kith.api.backup;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One line of a backup; {@code kind} says which.
 *
 * <pre>
 *   begin ( document text* passages* ( whole | withdrawn ) | missing )* end
 *                                                     or, where it could not be finished: failed
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BackupLine.Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = BackupLine.Document.class, name = "document"),
    @JsonSubTypes.Type(value = BackupLine.Text.class, name = "text"),
    @JsonSubTypes.Type(value = BackupLine.Passages.class, name = "passages"),
    @JsonSubTypes.Type(value = BackupLine.Whole.class, name = "whole"),
    @JsonSubTypes.Type(value = BackupLine.Withdrawn.class, name = "withdrawn"),
    @JsonSubTypes.Type(value = BackupLine.Missing.class, name = "missing"),
    @JsonSubTypes.Type(value = BackupLine.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = BackupLine.End.class, name = "end")
})
public sealed interface BackupLine {

    /**
     * The first line.
     *
     * @param format how the lines are to be read; {@link BackupCodec#FORMAT}
     * @param network id of the network that was backed up
     * @param name what people call it
     * @param began when, ISO 8601
     * @param documents about how many will follow, for showing how far it is
     */
    record Begin(int format, String network, String name, String began, long documents)
            implements BackupLine {
        public Begin {
            Objects.requireNonNull(network, "network");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(began, "began");
        }
    }

    /**
     * A version of a document begins.
     *
     * @param time of the version: milliseconds since 1970, shifted left by 16, plus a counter
     * @param agent short form of the agent that gave the version
     * @param state {@code committed}, or {@code pending}: then it has no passages yet
     * @param content hash of all that was sent
     * @param text content id of the source text
     * @param format of the source: {@code plain}, {@code markdown}, {@code restructured}, {@code
     *     html}
     * @param segments how many text lines follow
     * @param chars length of the text in UTF-16 units
     * @param chunks how many passages follow
     * @param model fingerprint of the model of its vectors; empty where it has none
     * @param updating whether the next version in the backup is of the same document
     */
    record Document(
            String collection,
            String id,
            long time,
            String agent,
            String state,
            String content,
            String text,
            String title,
            String format,
            Map<String, String> metadata,
            int segments,
            int chars,
            int chunks,
            String model,
            boolean updating)
            implements BackupLine {
        public Document {
            Objects.requireNonNull(collection, "collection");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(agent, "agent");
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(model, "model");
            metadata = Map.copyOf(metadata);
            if (!state.equals("committed") && !state.equals("pending")) {
                throw new IllegalArgumentException("no such state in a backup: " + state);
            }
        }

        /** Whether it has passages. */
        public boolean committed() {
            return state.equals("committed");
        }
    }

    /** A heading: where it begins in the text, how deep, and what it says. */
    record Title(int offset, int level, String text) {
        public Title {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The next segment of the text.
     *
     * @param index counted from 0
     * @param start UTF-16 index in the whole text
     */
    record Text(int index, int start, List<Title> headings, String text) implements BackupLine {
        public Text {
            headings = List.copyOf(headings);
            Objects.requireNonNull(text, "text");
        }
    }

    /** A passage: from {@code start} to before {@code end} in the whole text. */
    record Passage(int start, int end, int tokens, List<String> headings) {
        public Passage {
            headings = List.copyOf(headings);
        }
    }

    /** Who computed the vectors, signed by that agent. */
    record Receipt(
            String agent,
            String model,
            String engine,
            String instructions,
            String input,
            String output,
            long time,
            String signature) {
        public Receipt {
            Objects.requireNonNull(agent, "agent");
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(engine, "engine");
            Objects.requireNonNull(instructions, "instructions");
            Objects.requireNonNull(input, "input");
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(signature, "signature");
        }
    }

    /**
     * The next passages with their vectors.
     *
     * @param segment the segment that they were cut from
     * @param batch counted from 0 in the segment
     * @param vectors base64 of little-endian float32, one for each passage
     */
    record Passages(
            int segment, int batch, List<Passage> passages, List<String> vectors, Receipt receipt)
            implements BackupLine {
        public Passages {
            passages = List.copyOf(passages);
            vectors = List.copyOf(vectors);
            Objects.requireNonNull(receipt, "receipt");
            if (passages.size() != vectors.size()) {
                throw new IllegalArgumentException(
                        passages.size() + " passages but " + vectors.size() + " vectors");
            }
        }
    }

    /** The version that began is whole. */
    record Whole(int segments, int chunks) implements BackupLine {}

    /** The version that began changed while it was read and does not count. */
    record Withdrawn(String reason) implements BackupLine {
        public Withdrawn {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** A document that could not be read from any copy. */
    record Missing(String collection, String id, String reason) implements BackupLine {
        public Missing {
            Objects.requireNonNull(collection, "collection");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The backup could not be finished; what stands before is of no use. */
    record Failed(String reason) implements BackupLine {
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The last line.
     *
     * @param documents committed versions
     * @param pending versions that are still to be indexed
     * @param missing documents that could not be read
     * @param chunks passages of all
     * @param lines before this one
     * @param bytes before this line
     * @param sha256 of all bytes before this line, in hexadecimal
     */
    record End(
            long documents,
            long pending,
            long missing,
            long chunks,
            long lines,
            long bytes,
            String sha256)
            implements BackupLine {
        public End {
            Objects.requireNonNull(sha256, "sha256");
        }
    }
}
