package dev.kith.store.level;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;

/**
 * One version of one document, as copies compare it.
 *
 * @param bytes about how many it takes to bring it over; not part of what is compared
 * @param since of a tombstone, since when copies know of it, milliseconds since 1970; otherwise 0;
 *     not part of what is compared
 */
public record Entry(DocumentKey key, Version version, DocumentState state, long bytes, long since) {
    private static final int RECORD_BYTES = 1024;
    private static final int CHUNK_BYTES = 1800;

    /** What a listing says of a record. */
    public static Entry of(DocumentRecord record) {
        long parts =
                switch (record.state()) {
                    case PENDING, COMMITTED ->
                            record.chars() + (long) CHUNK_BYTES * record.chunks();
                    case FAILED, CANCELED, DELETED -> 0;
                };
        return new Entry(
                record.key(),
                record.version(),
                record.state(),
                RECORD_BYTES + parts,
                Tombstone.since(record));
    }
}
