package dev.kith.store.partition;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.StoreWrite;
import dev.kith.store.log.Codec;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.Overlay;
import dev.kith.store.log.RecordLog;
import dev.kith.store.part.StoredBatch;
import dev.kith.store.part.StoredSegment;
import dev.kith.store.partition.document.DocumentReader;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Keys;
import dev.kith.store.partition.document.Wholeness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A group of writes on its way to one batch: each sees those before it, nothing is changed until
 * the batch is on disk and {@link #publish} is called.
 */
final class Staging {
    private final DocumentReader reader;
    private final Wholeness wholeness;
    private final Catalog catalog;
    private final Precedence precedence;
    private final LogBatch batch = new LogBatch();
    private final Map<DocumentKey, Dossier> dossiers = new HashMap<>();
    private final Map<DocumentKey, Dossier> before = new HashMap<>();
    private final Drops drops;
    private final TaskNames tasks;
    private final Map<DocumentKey, Boolean> holes = new HashMap<>();
    private final Set<DocumentKey> changed = new HashSet<>();
    private Optional<ScrubProgress> progress = Optional.empty();
    private long sequence;
    private boolean foundDamage;

    /** {@code now} in milliseconds since 1970. */
    Staging(RecordLog log, Catalog catalog, int endedMax, long sequence, long now) {
        this.reader = new DocumentReader(new Overlay(log, batch));
        this.wholeness = new Wholeness(reader);
        this.catalog = catalog;
        this.drops = new Drops(log, batch);
        this.tasks = new TaskNames(log, batch);
        this.precedence = new Precedence(wholeness, endedMax, now);
        this.sequence = sequence;
    }

    /**
     * Adds one write.
     *
     * @throws IllegalArgumentException if it can never be stored; nothing of it is added then
     * @throws TextAwaitedException if it cannot be stored yet; nothing of it is added then
     */
    void stage(StoreWrite write) throws IOException, TextAwaitedException {
        switch (write) {
            case StoreWrite.PutDocument(var record, var segments) -> {
                putSegments(record.key(), record.version(), segments);
                putRecord(record);
            }
            case StoreWrite.PutSegments(var key, var version, var segments) ->
                    putSegments(key, version, segments);
            case StoreWrite.PutChunks(var key, var version, var batches) ->
                    putChunks(key, version, batches);
            case StoreWrite.PutStored(var key, var version, var parts, var record) -> {
                putStored(key, version, parts);
                if (record.isPresent()) putRecord(record.get());
            }
            case StoreWrite.Settle(var record) -> settle(record);
        }
    }

    /** Notes that parts of a document are missing, or that none are any more. */
    void hole(DocumentKey key, boolean open) {
        if (hasHole(key) == open) return;
        holes.put(key, open);
        if (open) batch.put(Keys.hole(key), Codec.encode(key));
        else batch.delete(Keys.hole(key));
    }

    /** Keeps how far the scrubber is. */
    void progress(ScrubProgress next) {
        progress = Optional.of(next);
        batch.put(Keys.progress(), Codec.encode(next));
    }

    /** Where the scrubber is once the batch is on disk; empty where it stays. */
    Optional<ScrubProgress> progress() {
        return progress;
    }

    /** What is to be written. */
    LogBatch batch() {
        return batch;
    }

    /** Whether a record was lost that the catalog may still count. */
    boolean foundDamage() {
        return foundDamage;
    }

    /** Whether bytes were deleted, which lie in the files until these are written anew. */
    boolean dropped() {
        return drops.any();
    }

    /** Lets the search index look at a document again. */
    void touch(DocumentKey key) {
        change(key);
    }

    /**
     * Frees the parts of a version, if nothing needs them and it is older than {@code before}.
     * Where the record is damaged nobody knows, and they stay.
     */
    void sweep(DocumentKey key, Version version, long before) throws IOException {
        Optional<Dossier> sound = sound(key);
        if (sound.isEmpty()) return;
        Optional<DocumentRecord> known = sound.get().version(version);
        boolean orphan = known.isEmpty() && version.millis() < before;
        if (orphan || known.filter(record -> !Drops.keepsParts(record.state())).isPresent()) {
            drops.version(key, version);
        }
    }

    /** Makes the entries by which tasks find the document anew where they are wrong. */
    void nameTasks(DocumentKey key) throws IOException {
        Optional<Dossier> sound = sound(key);
        if (sound.isPresent()) tasks.renew(key, sound.get());
    }

    /** Lets go of a tombstone that all copies have had for long; false where it is none. */
    boolean collect(DocumentKey key, Version tombstone) throws IOException {
        Dossier old = dossier(key);
        boolean only = old.records().size() == 1 && old.version(tombstone).isPresent();
        if (!only || old.records().getFirst().state() != DocumentState.DELETED) return false;
        before.putIfAbsent(key, old);
        dossiers.put(key, Dossier.EMPTY);
        batch.delete(Keys.dossier(key));
        tasks.replace(key, old, Dossier.EMPTY);
        hole(key, false);
        drops.count();
        return true;
    }

    /** The last change's sequence, once the batch is on disk. */
    long sequence() {
        return sequence;
    }

    /** The batch is on disk: from now on this is what is so. */
    void publish() {
        for (DocumentKey key : dossiers.keySet()) {
            catalog.replace(
                    before.getOrDefault(key, Dossier.EMPTY),
                    dossiers.getOrDefault(key, Dossier.EMPTY));
            catalog.hopeFor(key); // what it lacks now may be another version's
        }
        holes.forEach((key, open) -> {
            if (open) catalog.markHole(key);
            else catalog.clearHole(key);
        });
    }

    private void putSegments(DocumentKey key, Version version, List<Segment> segments)
            throws IOException {
        if (!takesParts(key, version)) return;
        for (Segment segment : segments) {
            batch.put(Keys.segment(key, version, segment.index()), StoredSegment.encode(segment));
        }
    }

    private void putChunks(DocumentKey key, Version version, List<ChunkBatch> batches)
            throws IOException {
        if (!takesParts(key, version)) return;
        var encoded = new ArrayList<byte[]>();
        for (ChunkBatch chunks : batches) encoded.add(StoredBatch.encode(chunks));
        for (int i = 0; i < encoded.size(); i++) {
            ChunkBatch chunks = batches.get(i);
            batch.put(Keys.batch(key, version, chunks.segment(), chunks.batch()), encoded.get(i));
        }
    }

    private void putStored(DocumentKey key, Version version, List<StoreWrite.Part> parts)
            throws IOException {
        if (parts.isEmpty() || !takesParts(key, version)) return;
        for (StoreWrite.Part part : parts) {
            byte[] name =
                    part.chunks()
                            ? Keys.batch(key, version, part.segment(), part.batch())
                            : Keys.segment(key, version, part.segment());
            batch.put(name, part.value().bytes());
        }
    }

    private boolean takesParts(DocumentKey key, Version version) throws IOException {
        return Precedence.takesParts(dossier(key), version, hasHole(key));
    }

    private void settle(DocumentRecord record) throws IOException, TextAwaitedException {
        DocumentKey key = record.key();
        if (precedence.awaitsText(dossier(key), record, hasHole(key))) {
            throw new TextAwaitedException(key.id());
        }
        putRecord(record);
    }

    private void putRecord(DocumentRecord record) throws IOException {
        DocumentKey key = record.key();
        Dossier old = dossier(key);
        Dossier next = precedence.after(old, record, catalog.isLost(key));
        boolean differs = !next.equals(old);
        if (differs) {
            before.putIfAbsent(key, old);
            dossiers.put(key, next);
            batch.put(Keys.dossier(key), Codec.encode(next));
            tasks.replace(key, old, next);
            drops.between(key, old, next);
            if (!old.visible().equals(next.visible())) change(key);
        }
        if (differs || hasHole(key)) checkParts(key, next, record.version());
    }

    private void change(DocumentKey key) {
        if (!changed.add(key)) return;
        sequence++;
        batch.put(Keys.change(sequence), Keys.document(key));
        batch.put(Keys.sequence(), Codec.encode(sequence));
    }

    /** A copy may have missed parts of a version that it now learns to be accepted or visible. */
    private void checkParts(DocumentKey key, Dossier dossier, Version version) throws IOException {
        boolean hadHole = hasHole(key);
        boolean whole = true;
        for (DocumentRecord record : dossier.records()) {
            boolean concerned = hadHole || record.version().equals(version);
            if (concerned && whole) whole = wholeness.isWhole(record);
        }
        hole(key, !whole);
        if (hadHole && whole) change(key);
    }

    private boolean hasHole(DocumentKey key) {
        Boolean staged = holes.get(key);
        return staged != null ? staged : catalog.hasHole(key);
    }

    private Dossier dossier(DocumentKey key) throws IOException {
        return sound(key).orElse(Dossier.EMPTY); // other copies bring back what is damaged
    }

    /** What is known of a document; empty where that is damaged. */
    private Optional<Dossier> sound(DocumentKey key) throws IOException {
        Dossier staged = dossiers.get(key);
        if (staged != null) return Optional.of(staged);
        try {
            return Optional.of(reader.dossier(key));
        } catch (DamagedRecordException _) {
            foundDamage = true;
            return Optional.empty();
        }
    }
}
