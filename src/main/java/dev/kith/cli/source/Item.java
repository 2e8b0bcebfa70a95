package dev.kith.cli.source;

import java.nio.file.Path;
import java.util.Optional;

/** One thing found in the input. */
public sealed interface Item {
    /** What a person knows it by. */
    String name();

    /** How much of the input it is, for the progress bar; compressed where the input is. */
    long inputBytes();

    /**
     * A document small enough to be a line of NDJSON.
     *
     * @param id the document's id; absent where its hash will be
     * @param json a {@code DocumentRequest} on one line, without its end
     * @param textBytes length of its text in UTF-8, about
     */
    record Line(String name, Optional<String> id, String json, long textBytes, long inputBytes)
            implements Item {}

    /**
     * A file that is sent by itself, streamed from the disk.
     *
     * @param id the document's id
     * @param format as {@code DocumentRequest} has it
     * @param collection absent for the agent's default
     */
    record LargeFile(
            String id, Path file, String format, Optional<String> collection, long inputBytes)
            implements Item {
        @Override
        public String name() {
            return id;
        }
    }

    /**
     * What cannot be sent.
     *
     * @param reason for the person to read
     */
    record Unusable(String name, String reason, long inputBytes) implements Item {}

    /** Takes items, and may make the reader wait. */
    @FunctionalInterface
    interface Sink {
        void accept(Item item);
    }
}
