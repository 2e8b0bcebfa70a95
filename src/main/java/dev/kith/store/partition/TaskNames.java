package dev.kith.store.partition;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.RecordLog;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Keys;
import java.io.IOException;
import java.util.Arrays;

/** Keeps, within one group of writes, the entries by which tasks find their documents. */
final class TaskNames {
    private final RecordLog log;
    private final LogBatch batch;

    TaskNames(RecordLog log, LogBatch batch) {
        this.log = log;
        this.batch = batch;
    }

    /** The versions of a document are others now. */
    void replace(DocumentKey key, Dossier old, Dossier next) {
        for (DocumentRecord record : old.records()) batch.delete(Keys.task(record.task()));
        for (DocumentRecord record : next.records()) {
            batch.put(Keys.task(record.task()), Keys.document(key));
        }
    }

    /** Makes those anew that are wrong or damaged. */
    void renew(DocumentKey key, Dossier dossier) throws IOException {
        for (DocumentRecord record : dossier.records()) {
            byte[] name = Keys.task(record.task());
            byte[] document = Keys.document(key);
            if (!isThere(name, document)) batch.put(name, document);
        }
    }

    private boolean isThere(byte[] name, byte[] value) throws IOException {
        try {
            return log.get(name).filter(found -> Arrays.equals(found, value)).isPresent();
        } catch (DamagedRecordException _) {
            return false;
        }
    }
}
