package dev.kith.store.sync;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.partition.DocumentReader;
import dev.kith.store.partition.Dossier;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.StoredBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a host shows to others, and what it finds that it lacks; all methods block. */
public final class SyncSource {
    private static final int ENTRY_OVERHEAD_BYTES = 160;

    private final String agent;
    private final PartitionLog log;
    private final int bytesMax;

    /**
     * Of one host.
     *
     * @param agent did of the agent it is on
     * @param bytesMax largest page
     */
    public SyncSource(String agent, PartitionLog log, int bytesMax) {
        this.agent = agent;
        this.log = log;
        this.bytesMax = bytesMax;
    }

    /** The next page of all that is held. */
    public SyncAnswer.ListingIs listing(SyncQuestion.AskListing ask) throws IOException {
        var entries = new ArrayList<SyncAnswer.Entry>();
        List<Dossier> page = log.page(ask.after(), ask.limit());
        Optional<DocumentKey> last = Optional.empty();
        long bytes = 0;
        for (Dossier dossier : page) {
            for (SyncAnswer.Entry entry : dossier.entries()) {
                bytes += ENTRY_OVERHEAD_BYTES + entry.key().id().length() * 3L;
            }
            if (bytes > bytesMax && last.isPresent()) {
                return new SyncAnswer.ListingIs(agent, entries, last);
            }
            entries.addAll(dossier.entries());
            last = dossier.newest().map(DocumentRecord::key);
        }
        boolean more = page.size() == ask.limit();
        return new SyncAnswer.ListingIs(agent, entries, more ? last : Optional.empty());
    }

    /** One version from a place on, as much as one message holds. */
    public SyncAnswer.PartsAre parts(SyncQuestion.AskParts ask) throws IOException {
        DocumentReader reader = log.reader();
        Optional<DocumentRecord> record = reader.dossier(ask.key()).version(ask.version());
        var parts = new Parts();
        if (record.isEmpty() || !hasParts(record.get().state())) return parts.answer(record);
        return ask.from().chunks()
                ? batches(record.get(), ask.from(), parts)
                : segments(record.get(), ask.from().segment(), parts);
    }

    /** Those of another's versions that are not here in that state, or not whole. */
    public List<SyncAnswer.Entry> wants(List<SyncAnswer.Entry> theirs) throws IOException {
        Set<DocumentKey> holes = log.holes();
        var wants = new ArrayList<SyncAnswer.Entry>();
        for (SyncAnswer.Entry entry : theirs) {
            boolean torn = holes.contains(entry.key()) && hasParts(entry.state());
            if (torn || lacks(entry)) wants.add(entry);
        }
        return wants;
    }

    private boolean lacks(SyncAnswer.Entry entry) throws IOException {
        Dossier mine;
        try {
            mine = log.reader().dossier(entry.key());
        } catch (DamagedRecordException _) {
            return true;
        }
        if (mine.supersedes(entry.version())) return false;
        return mine.version(entry.version())
                .filter(record -> record.state().compareTo(entry.state()) >= 0)
                .isEmpty();
    }

    private static boolean hasParts(DocumentState state) {
        return state == DocumentState.PENDING || state == DocumentState.COMMITTED;
    }

    private SyncAnswer.PartsAre segments(DocumentRecord record, int from, Parts parts)
            throws IOException {
        for (int i = from; i < record.segments(); i++) {
            Optional<Segment> segment;
            try {
                segment = log.reader().segment(record.key(), record.version(), i);
            } catch (DamagedRecordException _) {
                segment = Optional.empty();
            }
            if (segment.isEmpty()) continue;
            if (!parts.fits(segment.get().text().length() * 3L / 2)) {
                return parts.more(record, new SyncQuestion.PartPlace(false, i, 0));
            }
            parts.segments.add(segment.get());
        }
        return batches(record, new SyncQuestion.PartPlace(true, 0, 0), parts);
    }

    private SyncAnswer.PartsAre batches(
            DocumentRecord record, SyncQuestion.PartPlace from, Parts parts) throws IOException {
        int first = from.batch();
        for (int segment = from.segment(); segment < record.segments(); segment++) {
            for (int i = first; ; i++) {
                Optional<StoredBatch> batch = batch(record.key(), record.version(), segment, i);
                if (batch.isEmpty()) break;
                if (!parts.fits(batch.get().travelBytes(true))) {
                    return parts.more(record, new SyncQuestion.PartPlace(true, segment, i));
                }
                parts.batches.add(batch.get().toBatch(segment, i, true));
            }
            first = 0;
        }
        return parts.answer(Optional.of(record));
    }

    private Optional<StoredBatch> batch(DocumentKey key, Version version, int segment, int batch)
            throws IOException {
        try {
            return log.reader().batch(key, version, segment, batch);
        } catch (DamagedRecordException _) {
            return Optional.empty(); // never handed on; the asker finds that it is not whole
        }
    }

    /** One message on its way. */
    private final class Parts {
        private final List<Segment> segments = new ArrayList<>();
        private final List<ChunkBatch> batches = new ArrayList<>();
        private long bytes;

        boolean fits(long more) {
            boolean first = segments.isEmpty() && batches.isEmpty();
            if (!first && bytes + more > bytesMax) return false;
            bytes += more;
            return true;
        }

        SyncAnswer.PartsAre more(DocumentRecord record, SyncQuestion.PartPlace next) {
            return new SyncAnswer.PartsAre(
                    agent, Optional.of(record), segments, batches, Optional.of(next));
        }

        SyncAnswer.PartsAre answer(Optional<DocumentRecord> record) {
            return new SyncAnswer.PartsAre(agent, record, segments, batches, Optional.empty());
        }
    }
}
