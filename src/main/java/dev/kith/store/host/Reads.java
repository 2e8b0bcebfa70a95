package dev.kith.store.host;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead;
import dev.kith.store.disk.StoreFolder;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.part.StoredBatch;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.Standing;
import dev.kith.store.partition.document.Dossier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Answers questions about documents from the record; all methods block. */
final class Reads {
    private static final int PAGE = 200;
    private static final int RECORD_OVERHEAD_BYTES = 512;

    private final int partition;
    private final String agent;
    private final StoreFolder folder;
    private final PartitionLog log;
    private final int messageBytesMax;

    Reads(int partition, String agent, StoreFolder folder, PartitionLog log, int messageBytesMax) {
        this.partition = partition;
        this.agent = agent;
        this.folder = folder;
        this.log = log;
        this.messageBytesMax = messageBytesMax;
    }

    /**
     * The answer to a question.
     *
     * @param bytes of the partition's folder, for a summary
     */
    StoreRead.Answer answer(StoreRead question, boolean behind, long bytes) throws IOException {
        return switch (question) {
            case StoreRead.AskHead(var key, _) -> head(key, behind);
            case StoreRead.AskTask(var task, _) ->
                    new StoreRead.TaskFound(agent, behind, log.reader().task(task));
            case StoreRead.AskSegment(var key, var version, int index, _) ->
                    segment(key, version, index, behind);
            case StoreRead.AskChunks ask -> chunks(ask, behind);
            case StoreRead.AskHolding(var key, _) ->
                    new StoreRead.HoldingFound(agent, behind, holding(key, behind));
            case StoreRead.AskSummary(var state, int limit, _) ->
                    new StoreRead.SummaryFound(agent, behind, summary(state, limit, bytes));
            case StoreRead.AskPage(var after, int limit, _) -> documents(after, limit, behind);
            case StoreRead.AskLost(var after, int limit, _) ->
                    new StoreRead.LostFound(agent, behind, log.defects().lost(after, limit));
        };
    }

    private Copies.Holding holding(DocumentKey key, boolean behind) throws IOException {
        String state;
        try {
            state =
                    log.reader()
                            .dossier(key)
                            .newest()
                            .map(record -> record.state().word())
                            .orElse("unknown");
        } catch (DamagedRecordException _) {
            log.defects().mark(key);
            state = "damaged";
        }
        return new Copies.Holding(
                agent,
                behind,
                state,
                log.upkeep().countParts(key),
                log.erasable(),
                folder.setAsideEver());
    }

    private StoreRead.Answer head(DocumentKey key, boolean behind) throws IOException {
        try {
            Dossier dossier = log.reader().dossier(key);
            return new StoreRead.HeadFound(
                    agent,
                    behind,
                    log.defects().isLost(key),
                    log.defects().isForsaken(key),
                    dossier.visible(),
                    dossier.newest(),
                    dossier.standing());
        } catch (DamagedRecordException _) {
            return damaged(key, behind);
        }
    }

    private StoreRead.Answer segment(DocumentKey key, Version version, int index, boolean behind)
            throws IOException {
        try {
            Optional<Segment> segment = log.reader().segment(key, version, index);
            if (segment.isPresent()) {
                return new StoreRead.SegmentFound(agent, behind, segment.get());
            }
        } catch (DamagedRecordException _) {
            return damaged(key, behind);
        }
        String what = "segment " + index + " of '" + key.id() + "' is not here";
        return new StoreRead.Refused(agent, behind, new Failure(Failure.Code.NOT_FOUND, what));
    }

    private StoreRead.Answer damaged(DocumentKey key, boolean behind) throws IOException {
        log.defects().mark(key);
        String what =
                "parts of '%s' in collection %s are damaged on the disk of every copy that answered;"
                                .formatted(key.id(), key.collection().value())
                        + " they come back with a copy that has them, otherwise put the document"
                        + " again";
        return new StoreRead.Refused(agent, behind, new Failure(Failure.Code.CORRUPT_DATA, what));
    }

    private StoreRead.Answer chunks(StoreRead.AskChunks ask, boolean behind) throws IOException {
        try {
            Optional<DocumentRecord> record =
                    log.reader().dossier(ask.key()).version(ask.version());
            if (record.isEmpty()) {
                String what = "no such version of '" + ask.key().id() + "' is here";
                return new StoreRead.Refused(
                        agent, behind, new Failure(Failure.Code.NOT_FOUND, what));
            }
            return page(record.get(), ask, behind);
        } catch (DamagedRecordException _) {
            return damaged(ask.key(), behind);
        }
    }

    private StoreRead.Answer page(DocumentRecord record, StoreRead.AskChunks ask, boolean behind)
            throws IOException {
        var batches = new ArrayList<ChunkBatch>();
        long bytes = 0;
        int first = ask.from().batch();
        for (int segment = ask.from().segment(); segment < record.segments(); segment++) {
            for (int i = first; ; i++) {
                Optional<StoredBatch> stored;
                try {
                    stored = log.reader().batch(record.key(), record.version(), segment, i);
                } catch (DamagedRecordException e) {
                    if (batches.isEmpty()) throw e;
                    return chunks(batches, behind, new StoreRead.BatchPlace(segment, i));
                }
                if (stored.isEmpty()) break;
                bytes += stored.get().travelBytes(ask.vectors());
                if (!batches.isEmpty() && bytes > messageBytesMax) {
                    return chunks(batches, behind, new StoreRead.BatchPlace(segment, i));
                }
                batches.add(stored.get().toBatch(segment, i, ask.vectors()));
            }
            first = 0;
        }
        return new StoreRead.ChunksFound(agent, behind, batches, Optional.empty());
    }

    private StoreRead.Answer chunks(
            List<ChunkBatch> batches, boolean behind, StoreRead.BatchPlace next) {
        return new StoreRead.ChunksFound(agent, behind, batches, Optional.of(next));
    }

    private Copies.PartitionSummary summary(String state, int limit, long bytes)
            throws IOException {
        Standing standing = log.standing();
        return new Copies.PartitionSummary(
                partition,
                standing.documents(),
                standing.chunks(),
                standing.pending(),
                standing.lost(),
                bytes,
                fitting(newest(state, limit)));
    }

    private List<DocumentRecord> newest(String state, int limit) throws IOException {
        if (limit <= 0) return List.of();
        if (state.equals("pending")) return log.pendingNewest(limit);
        var best = new PriorityQueue<>(Comparator.comparing(DocumentRecord::version));
        Optional<DocumentKey> after = Optional.empty();
        while (true) {
            List<Dossier> page = log.page(after, PAGE);
            for (Dossier dossier : page) {
                after = dossier.newest().map(DocumentRecord::key);
                for (DocumentRecord record : dossier.records()) {
                    if (!state.isEmpty() && !record.state().word().equals(state)) continue;
                    best.add(record);
                    if (best.size() > limit) best.remove();
                }
            }
            if (page.size() < PAGE) break;
        }
        var sorted = new ArrayList<>(best);
        sorted.sort(Comparator.comparing(DocumentRecord::version).reversed());
        return sorted;
    }

    private StoreRead.PageFound documents(Optional<DocumentKey> after, int limit, boolean behind)
            throws IOException {
        var records = new ArrayList<DocumentRecord>();
        long bytes = 0;
        List<Dossier> page = log.page(after, limit);
        for (Dossier dossier : page) {
            for (DocumentRecord record : dossier.records()) bytes += bytes(record);
            if (bytes > messageBytesMax && !records.isEmpty()) {
                return new StoreRead.PageFound(agent, behind, records, false);
            }
            records.addAll(dossier.records());
        }
        return new StoreRead.PageFound(agent, behind, records, page.size() < limit);
    }

    /** About how many bytes a record takes in a message. */
    private static long bytes(DocumentRecord record) {
        long bytes = RECORD_OVERHEAD_BYTES;
        bytes += record.key().id().length() + record.title().length();
        for (var field : record.metadata().entrySet()) {
            bytes += field.getKey().length() + field.getValue().length();
        }
        return bytes;
    }

    private List<DocumentRecord> fitting(List<DocumentRecord> records) {
        var fitting = new ArrayList<DocumentRecord>();
        long bytes = 0;
        for (DocumentRecord record : records) {
            bytes += bytes(record);
            if (bytes > messageBytesMax && !fitting.isEmpty()) break;
            fitting.add(record);
        }
        return fitting;
    }
}
