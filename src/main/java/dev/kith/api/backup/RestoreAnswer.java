package dev.kith.api.backup;

import dev.kith.api.Problem;
import java.util.Optional;

/**
 * What became of one version of a document that was sent to be restored.
 *
 * @param number which one of the request, counted from 1
 * @param state {@code restored} with its vectors; {@code ingesting} anew from its text; {@code
 *     unchanged}: it is here already; {@code newer}: a newer version is here; {@code deleted}: it
 *     was deleted later; {@code refused}, and the problem says why
 * @param task of a document that is ingested anew
 */
public record RestoreAnswer(
        long number,
        String id,
        String collection,
        String state,
        Optional<String> task,
        Optional<Problem> problem) {}
