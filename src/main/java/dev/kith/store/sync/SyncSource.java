package dev.kith.store.sync;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.StoreWrite;
import dev.kith.store.level.Blob;
import dev.kith.store.level.Entry;
import dev.kith.store.level.Ranges;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.part.StoredBatch;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.document.DocumentReader;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.DossierPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a host shows to others, and what it finds that it lacks; all methods block. */
public final class SyncSource {
    private static final int ENTRY_OVERHEAD_BYTES = 160;
    private static final int PART_OVERHEAD_BYTES = 64;
    private static final int RECORD_OVERHEAD_BYTES = 1024;

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

    /** The sums by ranges. */
    public SyncAnswer.RangesAre ranges() {
        return new SyncAnswer.RangesAre(agent, log.ranges());
    }

    /** The next page of what is held in some ranges. */
    public SyncAnswer.ListingIs listing(SyncQuestion.AskListing ask) throws IOException {
        var entries = new ArrayList<Entry>();
        BitSet ranges = BitSet.valueOf(ask.ranges().bytes());
        DossierPage page = log.page(ask.after(), ranges, ask.limit());
        Optional<DocumentKey> last = Optional.empty();
        long bytes = 0;
        for (Dossier dossier : page.dossiers()) {
            for (Entry entry : dossier.entries()) {
                bytes += ENTRY_OVERHEAD_BYTES + entry.key().id().length() * 3L;
            }
            if (bytes > bytesMax && last.isPresent()) {
                return new SyncAnswer.ListingIs(agent, entries, last);
            }
            entries.addAll(dossier.entries());
            last = dossier.newest().map(DocumentRecord::key);
        }
        return new SyncAnswer.ListingIs(agent, entries, page.last());
    }

    /** The first of some versions, as much as one message holds. */
    public SyncAnswer.PartsAre parts(SyncQuestion.AskParts ask, boolean busy) throws IOException {
        var message = new Message();
        var from = Optional.of(ask.from());
        for (SyncQuestion.Item item : ask.items()) {
            if (!message.fits(RECORD_OVERHEAD_BYTES)) break;
            from = bundle(item, from.orElse(SyncQuestion.PartPlace.FIRST), message);
            if (from.isPresent()) break;
        }
        return new SyncAnswer.PartsAre(agent, message.bundles, from, busy);
    }

    /** Those of another's versions that are not here in that state, or not whole. */
    public List<Entry> wants(List<Entry> theirs) throws IOException {
        Set<DocumentKey> holes = log.holes();
        var wants = new ArrayList<Entry>();
        for (Entry entry : theirs) {
            boolean torn = holes.contains(entry.key()) && hasParts(entry.state());
            if (torn || lacks(entry)) wants.add(entry);
        }
        return wants;
    }

    /** Where this host must look: ranges that differ, and those in which something is not whole. */
    public BitSet suspects(Ranges theirs) {
        BitSet suspects = Ranges.of(log.ranges()).differing(theirs);
        for (DocumentKey key : log.holes()) suspects.set(Ranges.of(key));
        return suspects;
    }

    private boolean lacks(Entry entry) throws IOException {
        Dossier mine;
        try {
            mine = log.reader().dossier(entry.key());
        } catch (DamagedRecordException _) {
            return true;
        }
        if (mine.supersedes(entry.version())) return false;
        boolean gone = entry.state() == DocumentState.DELETED && mine.records().isEmpty();
        // Older agents do not say since when.
        long since = Math.max(entry.since(), entry.version().millis());
        if (gone && log.collects(since)) return false;
        Optional<DocumentState> known = mine.version(entry.version()).map(DocumentRecord::state);
        if (known.isEmpty() || known.get().compareTo(entry.state()) < 0) return true;
        // Of a commit that cannot be made whole it counts that others gave the version up.
        return known.get() != entry.state()
                && !hasParts(entry.state())
                && log.defects().isLost(entry.key());
    }

    private static boolean hasParts(DocumentState state) {
        return state == DocumentState.PENDING || state == DocumentState.COMMITTED;
    }

    /** Adds one version from a place on; where it goes on if there was no more room. */
    private Optional<SyncQuestion.PartPlace> bundle(
            SyncQuestion.Item item, SyncQuestion.PartPlace from, Message message)
            throws IOException {
        Optional<DocumentRecord> record = record(item);
        var parts = new ArrayList<StoreWrite.Part>();
        Optional<SyncQuestion.PartPlace> next = Optional.empty();
        if (record.isPresent() && hasParts(record.get().state())) {
            if (!from.chunks()) next = segments(record.get(), from.segment(), parts, message);
            var place = from.chunks() ? from : new SyncQuestion.PartPlace(true, 0, 0);
            if (next.isEmpty()) next = batches(record.get(), place, parts, message);
        }
        message.bundles.add(new SyncAnswer.Bundle(record, parts));
        return next;
    }

    private Optional<DocumentRecord> record(SyncQuestion.Item item) throws IOException {
        try {
            return log.reader().dossier(item.key()).version(item.version());
        } catch (DamagedRecordException _) {
            log.defects().mark(item.key());
            return Optional.empty();
        }
    }

    private Optional<SyncQuestion.PartPlace> segments(
            DocumentRecord record, int from, List<StoreWrite.Part> parts, Message message)
            throws IOException {
        for (int i = from; i < record.segments(); i++) {
            int segment = i;
            Optional<byte[]> value =
                    undamaged(
                            (reader, key, version) -> reader.storedSegment(key, version, segment),
                            record);
            if (value.isEmpty()) {
                log.defects().look(record.key());
                continue; // the asker finds that it is not whole
            }
            if (!message.fits(value.get().length)) {
                return Optional.of(new SyncQuestion.PartPlace(false, i, 0));
            }
            parts.add(new StoreWrite.Part(false, i, 0, new Blob(value.get())));
        }
        return Optional.empty();
    }

    private Optional<SyncQuestion.PartPlace> batches(
            DocumentRecord record,
            SyncQuestion.PartPlace from,
            List<StoreWrite.Part> parts,
            Message message)
            throws IOException {
        int first = from.batch();
        int missing =
                record.state() == DocumentState.COMMITTED ? record.chunks() : Integer.MAX_VALUE;
        for (int s = from.segment(); s < record.segments(); s++) {
            for (int b = first; missing > 0; b++) {
                int segment = s;
                int batch = b;
                Optional<byte[]> value =
                        undamaged(
                                (reader, key, version) ->
                                        reader.storedBatch(key, version, segment, batch),
                                record);
                if (value.isEmpty()) break;
                if (!message.fits(value.get().length)) {
                    return Optional.of(new SyncQuestion.PartPlace(true, s, b));
                }
                parts.add(new StoreWrite.Part(true, s, b, new Blob(value.get())));
                missing -= StoredBatch.count(value.get());
            }
            first = 0;
        }
        boolean lacks = missing > 0 && record.state() == DocumentState.COMMITTED;
        if (lacks && from.segment() == 0 && from.batch() == 0) log.defects().look(record.key());
        return Optional.empty();
    }

    private interface Lookup {
        Optional<byte[]> in(DocumentReader reader, DocumentKey key, Version version)
                throws IOException;
    }

    /** What is damaged is never handed on, and noted: whoever asks may lack the same. */
    private Optional<byte[]> undamaged(Lookup lookup, DocumentRecord record) throws IOException {
        try {
            return lookup.in(log.reader(), record.key(), record.version());
        } catch (DamagedRecordException _) {
            log.defects().mark(record.key());
            return Optional.empty();
        }
    }

    /** One message on its way; its first part always fits. */
    private final class Message {
        private final List<SyncAnswer.Bundle> bundles = new ArrayList<>();
        private boolean begun;
        private long bytes;

        boolean fits(long more) {
            boolean fits = !begun || bytes + PART_OVERHEAD_BYTES + more <= bytesMax;
            if (fits) bytes += PART_OVERHEAD_BYTES + more;
            begun |= fits && more != RECORD_OVERHEAD_BYTES;
            return fits;
        }
    }
}
