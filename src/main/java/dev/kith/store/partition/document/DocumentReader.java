package dev.kith.store.partition.document;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.log.Codec;
import dev.kith.store.log.RecordLog;
import dev.kith.store.part.StoredBatch;
import dev.kith.store.part.StoredSegment;
import java.io.IOException;
import java.util.Optional;

/** Reads single entries; any thread may, while others write. */
public final class DocumentReader {
    private final RecordLog log;

    public DocumentReader(RecordLog log) {
        this.log = log;
    }

    /** All that is kept of a document. */
    public Dossier dossier(DocumentKey key) throws IOException {
        Optional<byte[]> value = log.get(Keys.dossier(key));
        return value.isEmpty() ? Dossier.EMPTY : Codec.head(value.get(), Dossier.class);
    }

    /** The newest version that a task works, or worked, on. */
    public Optional<DocumentRecord> task(TaskId task) throws IOException {
        Optional<byte[]> document = log.get(Keys.task(task));
        if (document.isEmpty()) return Optional.empty();
        return dossier(Keys.document(document.get(), 0)).records().reversed().stream()
                .filter(record -> record.task().equals(task))
                .findFirst();
    }

    /** One segment. */
    public Optional<Segment> segment(DocumentKey key, Version version, int index)
            throws IOException {
        Optional<byte[]> value = log.get(Keys.segment(key, version, index));
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(StoredSegment.decode(index, value.get()));
    }

    /** One chunk batch. */
    public Optional<StoredBatch> batch(DocumentKey key, Version version, int segment, int batch)
            throws IOException {
        Optional<byte[]> value = log.get(Keys.batch(key, version, segment, batch));
        return value.isEmpty() ? Optional.empty() : Optional.of(StoredBatch.decode(value.get()));
    }

    /** One segment as it is stored, its checksum checked. */
    public Optional<byte[]> storedSegment(DocumentKey key, Version version, int index)
            throws IOException {
        return log.get(Keys.segment(key, version, index));
    }

    /** One chunk batch as it is stored, its checksum checked. */
    public Optional<byte[]> storedBatch(DocumentKey key, Version version, int segment, int batch)
            throws IOException {
        return log.get(Keys.batch(key, version, segment, batch));
    }

    /** The document that changed at a sequence; empty where the change is forgotten. */
    public Optional<DocumentKey> change(long sequence) throws IOException {
        return log.get(Keys.change(sequence)).map(bytes -> Keys.document(bytes, 0));
    }
}
