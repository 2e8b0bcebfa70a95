package dev.kith.store.host;

import dev.kith.model.Chunk;
import dev.kith.model.CollectionName;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Version;
import dev.kith.store.feed.SourceText;
import dev.kith.store.index.FilterException;
import dev.kith.store.index.PartitionIndex;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.part.StoredBatch;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.document.DocumentReader;
import dev.kith.wire.PartitionSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;

/** Answers a search's share from index and record; all methods block. */
final class Searches {
    private final int partition;
    private final String agent;
    private final PartitionLog log;

    Searches(int partition, String agent, PartitionLog log) {
        this.partition = partition;
        this.agent = agent;
        this.log = log;
    }

    /** The answer to {@link PartitionSearch.AskStatistics}. */
    PartitionSearch.Reply statistics(
            PartitionSearch.AskStatistics ask, PartitionIndex index, boolean behind) {
        try {
            return new PartitionSearch.StatisticsFound(
                    partition, agent, behind, index.statistics(ask.query()));
        } catch (FilterException e) {
            return refused(Failure.Code.INVALID_INPUT, e);
        }
    }

    /** The answer to {@link PartitionSearch.AskCandidates}. */
    PartitionSearch.Reply candidates(
            PartitionSearch.AskCandidates ask, PartitionIndex index, boolean behind) {
        try {
            return new PartitionSearch.CandidatesFound(
                    partition, agent, behind, index.candidates(ask.query(), ask.statistics()));
        } catch (FilterException e) {
            return refused(Failure.Code.INVALID_INPUT, e);
        }
    }

    /**
     * The answer to {@link PartitionSearch.AskPassages}; what is gone or damaged is left out, and
     * what is damaged is repaired from another copy.
     */
    PartitionSearch.Reply passages(PartitionSearch.AskPassages ask) throws IOException {
        boolean torn = false;
        var found = new ArrayList<PartitionSearch.Passage>();
        var collection = new CollectionName(ask.collection());
        for (PartitionSearch.PassageId id : ask.passages()) {
            var key = new DocumentKey(collection, id.document());
            Optional<PartitionSearch.Passage> passage = Optional.empty();
            try {
                passage = passage(key, id);
            } catch (DamagedRecordException _) {
                log.defects().mark(key);
            }
            passage.ifPresent(found::add);
            if (passage.isEmpty()) torn |= isTorn(key);
        }
        return new PartitionSearch.PassagesFound(partition, agent, torn, found);
    }

    /** Whether it is missing because of damage, and not because another version took its place. */
    private boolean isTorn(DocumentKey key) throws IOException {
        log.defects().look(key);
        return log.defects().isTorn(key);
    }

    /** The answer to any of them that cannot be given. */
    PartitionSearch.Reply refused(Failure.Code code, Throwable why) {
        String detail = why.getMessage();
        return refused(code, detail == null ? why.getClass().getSimpleName() : detail);
    }

    /** The same in words. */
    PartitionSearch.Reply refused(Failure.Code code, String detail) {
        return new PartitionSearch.Refused(partition, agent, new Failure(code, detail));
    }

    private Optional<PartitionSearch.Passage> passage(DocumentKey key, PartitionSearch.PassageId id)
            throws IOException {
        var version = new Version(id.versionTime(), id.versionAgent());
        DocumentReader reader = log.reader();
        var dossier = reader.dossier(key);
        if (!dossier.shows(version)) return Optional.empty();
        DocumentRecord record = dossier.visible().orElseThrow();
        var text = new SourceText(reader, record);
        Optional<Integer> segment = text.segmentAt(id.start());
        if (segment.isEmpty()) return Optional.empty();
        Optional<String> passage = text.passage(segment.get(), id.start(), id.end());
        if (passage.isEmpty()) return Optional.empty();
        for (int i = 0; ; i++) {
            Optional<StoredBatch> batch = reader.batch(key, version, segment.get(), i);
            if (batch.isEmpty()) return Optional.empty();
            for (Chunk chunk : batch.get().chunks()) {
                if (chunk.start() != id.start() || chunk.end() != id.end()) continue;
                return Optional.of(
                        new PartitionSearch.Passage(
                                id,
                                passage.get(),
                                chunk.headings(),
                                record.title(),
                                record.metadata(),
                                record.text().cid(),
                                batch.get().receipt()));
            }
        }
    }
}
