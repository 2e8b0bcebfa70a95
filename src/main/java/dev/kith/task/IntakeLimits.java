package dev.kith.task;

import java.time.Duration;

/**
 * What is taken in; {@code kith.task.intake} in the configuration.
 *
 * @param acceptingMax documents that one agent takes in at the same time
 * @param pendingMax documents taken in at one agent whose tasks have not ended
 * @param documentCharsMax longest source text, in UTF-16 units
 * @param descriptionCharsMax longest title and metadata together, in UTF-16 units
 * @param writeBytesMax about the most bytes of text in one write
 * @param writesInFlight writes of one document at the same time
 * @param deadline how long a task may take where the client does not say
 */
public record IntakeLimits(
        int acceptingMax,
        int pendingMax,
        int documentCharsMax,
        int descriptionCharsMax,
        int writeBytesMax,
        int writesInFlight,
        Duration deadline) {

    public IntakeLimits {
        Limits.atLeastOne("intake.accepting-max", acceptingMax);
        Limits.atLeastOne("intake.pending-max", pendingMax);
        Limits.atLeastOne("intake.document-chars-max", documentCharsMax);
        Limits.atLeastOne("intake.description-chars-max", descriptionCharsMax);
        Limits.atLeastOne("intake.write-bytes-max", writeBytesMax);
        Limits.atLeastOne("intake.writes-in-flight", writesInFlight);
        Limits.positive("intake.deadline", deadline);
    }
}
