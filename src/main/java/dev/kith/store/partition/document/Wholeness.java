package dev.kith.store.partition.document;

import dev.kith.model.DocumentRecord;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.part.StoredBatch;
import java.io.IOException;
import java.util.Optional;

/** Whether all that a record promises is here and undamaged; reads every part of it. */
public record Wholeness(DocumentReader reader) {

    /** Of a record in any state; one that has no parts is whole. */
    public boolean isWhole(DocumentRecord record) throws IOException {
        return switch (record.state()) {
            case PENDING -> hasSegments(record);
            case COMMITTED -> hasSegments(record) && countChunks(record) == record.chunks();
            case FAILED, CANCELED, DELETED -> true;
        };
    }

    /** Whether no text of it is missing; of a record in any state. */
    public boolean hasText(DocumentRecord record) throws IOException {
        return switch (record.state()) {
            case PENDING, COMMITTED -> hasSegments(record);
            case FAILED, CANCELED, DELETED -> true;
        };
    }

    private boolean hasSegments(DocumentRecord record) throws IOException {
        try {
            for (int i = 0; i < record.segments(); i++) {
                if (reader.segment(record.key(), record.version(), i).isEmpty()) return false;
            }
            return true;
        } catch (DamagedRecordException _) {
            return false; // found again, and repaired, as a hole
        }
    }

    /**
     * Stops at the last: to look for a batch that is not there takes longer than for one that is.
     */
    private int countChunks(DocumentRecord record) throws IOException {
        int count = 0;
        try {
            for (int segment = 0; segment < record.segments(); segment++) {
                for (int i = 0; count < record.chunks(); i++) {
                    Optional<byte[]> stored =
                            reader.storedBatch(record.key(), record.version(), segment, i);
                    if (stored.isEmpty()) break;
                    count += StoredBatch.count(stored.get());
                }
            }
            return count;
        } catch (DamagedRecordException _) {
            return -1; // no right count, so a hole
        }
    }
}
