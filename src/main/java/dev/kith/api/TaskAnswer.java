package dev.kith.api;

import java.util.Optional;

/**
 * A task and how far it is.
 *
 * @param state {@code submitted}, {@code working}, {@code completed}, {@code failed}, {@code
 *     canceled}
 * @param segmentsDone segments whose chunks are stored
 * @param chunksDone chunks stored so far
 * @param waiting what it waits for, such as a capability that nobody offers
 * @param reason why it failed
 * @param created when the document was put, ISO 8601
 */
public record TaskAnswer(
        String id,
        String document,
        String collection,
        String state,
        int segmentsDone,
        int segmentsTotal,
        int chunksDone,
        Optional<String> waiting,
        Optional<Problem> reason,
        String created) {}
