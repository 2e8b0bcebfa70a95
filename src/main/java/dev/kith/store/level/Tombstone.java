package dev.kith.store.level;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import java.time.Duration;

/**
 * Since when copies know of a deletion, from which on it is kept. It is the time of the deletion
 * itself but where an agent made it while it was cut off: then it is when the first of the others
 * heard of it, which is noted as the record's deadline and travels with it. Pure.
 */
public final class Tombstone {
    /** Whatever is heard of within this time is heard of at once. */
    private static final Duration PROMPT = Duration.ofHours(1);

    private Tombstone() {}

    /**
     * A record as a copy keeps it that hears of it now.
     *
     * @param now milliseconds since 1970
     */
    public static DocumentRecord heard(DocumentRecord record, long now) {
        if (record.state() != DocumentState.DELETED) return record;
        return isNoted(record) || now <= promptly(record) ? record : record.withDeadline(now);
    }

    /** Milliseconds since 1970; 0 of what is no tombstone. */
    public static long since(DocumentRecord record) {
        if (record.state() != DocumentState.DELETED) return 0;
        return isNoted(record) ? record.deadline() : record.version().millis();
    }

    private static boolean isNoted(DocumentRecord record) {
        return record.deadline() > promptly(record);
    }

    private static long promptly(DocumentRecord record) {
        return record.version().millis() + PROMPT.toMillis();
    }
}
