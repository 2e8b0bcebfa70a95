package dev.kith.task.state;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Segment;
import java.util.List;

/**
 * Payload of an {@code ingest} envelope: a version that was just accepted and is to be indexed.
 *
 * @param record as it is in the store, pending
 * @param segments those that the sender still had at hand, so that they need not be read
 */
public record Ingest(DocumentRecord record, List<Segment> segments) {
    public Ingest {
        segments = List.copyOf(segments);
    }
}
