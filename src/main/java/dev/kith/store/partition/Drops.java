package dev.kith.store.partition;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.RecordLog;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Keys;
import java.io.IOException;
import java.util.Optional;

/** Lets go, within one group of writes, of the parts that no version needs any more. */
final class Drops {
    private final RecordLog log;
    private final LogBatch batch;
    private boolean any;

    Drops(RecordLog log, LogBatch batch) {
        this.log = log;
        this.batch = batch;
    }

    /** Whether a version in that state needs its segments and chunks. */
    static boolean keepsParts(DocumentState state) {
        return state == DocumentState.PENDING || state == DocumentState.COMMITTED;
    }

    /** Whether bytes were deleted. */
    boolean any() {
        return any;
    }

    /** Something else was deleted beside parts. */
    void count() {
        any = true;
    }

    /** What was needed before and is not after. */
    void between(DocumentKey key, Dossier old, Dossier next) throws IOException {
        Optional<DocumentRecord> visible = next.visible();
        if (visible.isPresent() && old.hasBelow(visible.get().version())) {
            range(Keys.parts(key), Keys.parts(key, visible.get().version()));
        }
        for (DocumentRecord record : old.records()) {
            boolean kept =
                    next.version(record.version()).filter(r -> keepsParts(r.state())).isPresent();
            if (!kept) version(key, record.version());
        }
        for (DocumentRecord record : next.records()) {
            if (!keepsParts(record.state()) && old.version(record.version()).isEmpty()) {
                version(key, record.version());
            }
        }
    }

    /** All parts of one version. */
    void version(DocumentKey key, Version version) throws IOException {
        byte[] from = Keys.parts(key, version);
        range(from, Keys.after(from));
    }

    private void range(byte[] from, byte[] until) throws IOException {
        batch.deleteRange(from, until);
        log.scan(
                from,
                until,
                (key, _) -> {
                    batch.delete(key);
                    any = true;
                    return true;
                });
    }
}
