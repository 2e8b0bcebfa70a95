package dev.kith.store.partition;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.store.level.Claim;
import dev.kith.store.level.Tombstone;
import dev.kith.store.log.Codec;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.RecordLog;
import dev.kith.store.partition.document.DocumentReader;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Keys;
import dev.kith.store.partition.document.Wholeness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What goes on of a copy that was apart from the others for longer than tombstones are kept: the
 * versions that came since it was level with another last. What is older the others knew; where
 * they have it no more it was deleted, and where they have it, it comes back from them.
 *
 * <p>Nobody has heard of its deletions until now.
 *
 * @param since versions made before this wall time do not go on, milliseconds since 1970
 * @param now milliseconds since 1970
 */
record Remainder(long since, long now) {
    private static final long BATCH_BYTES = 1 << 20;

    void copy(RecordLog old, RecordLog fresh) throws IOException {
        var batch = new LogBatch[] {new LogBatch()};
        var torn = new ArrayList<DocumentKey>();
        long[] bytes = {0};
        old.scan(
                Keys.first(),
                Keys.end(),
                (key, value) -> {
                    if (Keys.isHole(key)) Keys.about(key).ifPresent(torn::add);
                    if (value.isEmpty()) return true;
                    add(batch[0], key, value.get());
                    bytes[0] += value.get().length;
                    if (bytes[0] > BATCH_BYTES) {
                        fresh.write(batch[0]);
                        batch[0] = new LogBatch();
                        bytes[0] = 0;
                    }
                    return true;
                });
        batch[0].put(Keys.claim(), Codec.encode(Claim.LACKING));
        fresh.write(batch[0]);
        markHoles(torn, fresh);
    }

    /** What lacked parts before lacks them still, unless it was of older versions only. */
    private static void markHoles(List<DocumentKey> torn, RecordLog fresh) throws IOException {
        var reader = new DocumentReader(fresh);
        var wholeness = new Wholeness(reader);
        var batch = new LogBatch();
        for (DocumentKey key : torn) {
            boolean whole = true;
            for (DocumentRecord record : reader.dossier(key).records()) {
                whole &= wholeness.isWhole(record);
            }
            if (!whole) batch.put(Keys.hole(key), Codec.encode(key));
        }
        if (!batch.isEmpty()) fresh.write(batch);
    }

    private void add(LogBatch batch, byte[] key, byte[] value) throws IOException {
        if (Keys.isDossier(key)) {
            List<DocumentRecord> kept =
                    Codec.head(value, Dossier.class).records().stream()
                            .filter(this::goesOn)
                            .map(record -> Tombstone.heard(record, now))
                            .toList();
            if (kept.isEmpty()) return;
            batch.put(key, Codec.encode(new Dossier(kept)));
            for (DocumentRecord record : kept) {
                batch.put(Keys.task(record.task()), Keys.document(record.key()));
            }
        } else if (Arrays.equals(key, Keys.sequence())) {
            batch.put(key, value);
        } else {
            Optional<Keys.Parts> part = Keys.parts(key);
            if (part.isPresent() && part.get().version().millis() > since) batch.put(key, value);
        }
    }

    private boolean goesOn(DocumentRecord record) {
        return record.version().millis() > since;
    }
}
