package dev.kith.api;

import java.util.Optional;

/**
 * What became of one document that was sent; one line of the answer to NDJSON.
 *
 * @param line the line it stood on, counted from 1; absent outside NDJSON
 * @param id its name; absent where the line could not be read
 * @param task the task that indexes it; absent where it was refused
 * @param state the task's: {@code submitted}, {@code working}, {@code completed}, {@code failed},
 *     {@code canceled}; or {@code refused}
 * @param copies distinct agents that have it on disk
 * @param problem why it was refused or failed
 */
public record IngestAnswer(
        Optional<Long> line,
        Optional<String> id,
        Optional<String> collection,
        Optional<String> task,
        String state,
        int copies,
        Optional<Problem> problem) {}
