package dev.kith.store.partition;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Version;
import dev.kith.store.StoreWrite;
import dev.kith.store.level.Blob;
import dev.kith.store.level.Claim;
import dev.kith.store.log.Codec;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.RecordLog;
import dev.kith.store.log.ReopenableLog;
import dev.kith.store.partition.document.DocumentReader;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.DossierPage;
import dev.kith.store.partition.document.Keys;
import dev.kith.store.partition.document.Wholeness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One partition on this agent's disk. All methods block. Groups of writes and whatever scans take
 * turns; {@link #reader} may be used by any thread meanwhile.
 */
public final class PartitionLog implements AutoCloseable {
    private static final int TRIM_MAX = 1000;

    private final ReopenableLog log;
    private final DocumentReader reader;
    private final Upkeep upkeep = new Upkeep(this);
    private final Defects defects = new Defects(this);
    private final int endedMax;
    private final InstantSource clock;
    private Catalog catalog = new Catalog();
    private long trimmed;
    private volatile long trimTo;
    private volatile long sequence;
    private volatile Standing standing = Standing.EMPTY;
    private volatile Claim claim = Claim.NEW;
    private volatile boolean erasable;
    private volatile ScrubProgress progress = ScrubProgress.NONE;
    private boolean droppedSince;
    private volatile long collectedBefore;
    private long reopenedAt = Long.MAX_VALUE;
    private volatile int openings;

    private PartitionLog(ReopenableLog log, int endedMax, InstantSource clock) {
        this.log = log;
        this.reader = new DocumentReader(log);
        this.endedMax = endedMax;
        this.clock = clock;
    }

    /**
     * Opens the files in a folder and counts what they hold.
     *
     * @param endedMax how many failed and canceled versions of a document are kept
     */
    public static PartitionLog open(
            Path folder, RecordLog.Opener opener, int endedMax, InstantSource clock)
            throws IOException {
        var partition = new PartitionLog(new ReopenableLog(folder, opener), endedMax, clock);
        try {
            partition.rebuild();
        } catch (IOException | RuntimeException e) {
            partition.close();
            opener.suspect(folder);
            throw e;
        }
        return partition;
    }

    /**
     * Writes a group in one synced batch.
     *
     * @return for each write, in order, why it can never be stored, or, with NOT_ENOUGH_COPIES, not
     *     before other copies have brought its text; empty where it was
     * @throws IOException if the disk failed: whether anything was written is unknown, and the next
     *     call opens the files again first
     */
    public synchronized List<Optional<Failure>> apply(List<? extends StoreWrite> writes)
            throws IOException {
        mend();
        var staging = staging();
        var results = new ArrayList<Optional<Failure>>();
        for (StoreWrite write : writes) {
            try {
                staging.stage(write);
                results.add(Optional.empty());
            } catch (IllegalArgumentException e) {
                String why = String.valueOf(e.getMessage());
                results.add(Optional.of(new Failure(Failure.Code.INVALID_INPUT, why)));
            } catch (TextAwaitedException e) {
                String why = String.valueOf(e.getMessage());
                results.add(Optional.of(new Failure(Failure.Code.NOT_ENOUGH_COPIES, why)));
            }
        }
        write(staging);
        return results;
    }

    /**
     * Whether the version that a write brought is kept here without all of its text, so that this
     * copy cannot stand for it yet.
     */
    public synchronized boolean lacksText(StoreWrite write) throws IOException {
        if (!catalog.hasHole(write.key())) return false;
        Optional<DocumentRecord> kept =
                write.brings()
                        .map(DocumentRecord::version)
                        .flatMap(reader.dossier(write.key())::version);
        return kept.isPresent() && !new Wholeness(reader).hasText(kept.get());
    }

    /** Changes something of a group's own making, in one synced batch. */
    interface Change {
        void in(Staging staging) throws IOException;
    }

    synchronized void change(Change change) throws IOException {
        mend();
        var staging = staging();
        change.in(staging);
        write(staging);
    }

    private Staging staging() {
        return new Staging(log, catalog, endedMax, sequence, clock.millis());
    }

    /** What keeps it sound over the years. */
    public Upkeep upkeep() {
        return upkeep;
    }

    /** What was found damaged or missing. */
    public Defects defects() {
        return defects;
    }

    /** Whether deleted bytes still lie in the files. */
    public boolean erasable() {
        return erasable;
    }

    /**
     * Gets ready for much that comes at once, or for as much as always again.
     *
     * @throws IOException if the disk failed; the next write opens the files again first
     */
    public synchronized void bulk(boolean on) throws IOException {
        log.bulk(on);
    }

    /** Opens the files again if anything went wrong with them and there is room. */
    public synchronized void heal() throws IOException {
        mend();
    }

    /** Whether {@link #heal} has something to do. */
    public boolean ails() {
        return log.failed();
    }

    /** For single documents, by any thread. */
    public DocumentReader reader() {
        return reader;
    }

    /** What is held, in figures; as of the last group. */
    public Standing standing() {
        return standing;
    }

    /** Sequence of the last change of what is visible; 0 before the first. */
    public long sequence() {
        return sequence;
    }

    /**
     * The lowest sequence that the files had when they were opened since this was asked last; the
     * highest number where they were not. What came after it before may be lost, and its numbers
     * are given to other changes.
     */
    public synchronized long takeReopened() {
        long lowest = reopenedAt;
        reopenedAt = Long.MAX_VALUE;
        return lowest;
    }

    /** How often the files were opened, or read anew. */
    public int openings() {
        return openings;
    }

    /** The changes up to this sequence are needed no more, and go with one of the next groups. */
    public void trim(long upTo) {
        trimTo = upTo;
    }

    /** The last change that is forgotten; all after it can be read one by one. */
    public synchronized long trimmed() {
        return trimmed;
    }

    /**
     * Dossiers in the order of keys.
     *
     * @param after the last key of the page before; empty for the first page
     */
    public synchronized List<Dossier> page(Optional<DocumentKey> after, int limit)
            throws IOException {
        return DossierPage.next(log, after, limit);
    }

    /** The next dossiers of documents in {@code ranges}; looks at a bounded number of others. */
    public synchronized DossierPage page(Optional<DocumentKey> after, BitSet ranges, int limit)
            throws IOException {
        return DossierPage.next(log, after, ranges, limit);
    }

    /** What is held, summed by ranges of documents. */
    public synchronized Blob ranges() {
        return catalog.ranges();
    }

    /** How far this copy vouches for its partition. */
    public Claim claim() {
        return claim;
    }

    /** Keeps another claim; it counts once it is on disk. */
    public synchronized void claim(Claim next) throws IOException {
        mend();
        var batch = new LogBatch();
        batch.put(Keys.claim(), Codec.encode(next));
        log.write(batch);
        claim = next;
    }

    /** Documents of which parts are known to be missing. */
    public synchronized Set<DocumentKey> holes() {
        return Set.copyOf(catalog.holes());
    }

    /** Pending records in the order of versions, after {@code last}. */
    public synchronized List<DocumentRecord> pendingAfter(
            Optional<DocumentRecord> last, int limit) {
        return catalog.pendingAfter(last, limit);
    }

    /** Pending records, newest first. */
    public synchronized List<DocumentRecord> pendingNewest(int limit) {
        return catalog.pendingNewest(limit);
    }

    // For Upkeep and Defects, which take turns with the writes.

    Catalog catalog() {
        return catalog;
    }

    /** What the catalog counts is other than it was, though nothing on disk is. */
    void counted() {
        standing = catalog.standing();
    }

    ReopenableLog log() throws IOException {
        mend();
        return log;
    }

    ScrubProgress progress() {
        return progress;
    }

    List<Map.Entry<DocumentKey, Version>> tombstones(long before, int limit) {
        return catalog.tombstones(before, limit);
    }

    void drop(List<byte[]> keys) throws IOException {
        var batch = new LogBatch();
        keys.forEach(batch::delete);
        log.write(batch);
    }

    void recount() throws IOException {
        rebuild();
    }

    void eraseBegins() {
        droppedSince = false;
    }

    /** The files were written anew; what was dropped meanwhile may lie in them again. */
    void erased() throws IOException {
        if (droppedSince) return;
        var batch = new LogBatch();
        batch.delete(Keys.erasable());
        log.write(batch);
        erasable = false;
    }

    /** Milliseconds since 1970. */
    long now() {
        return clock.millis();
    }

    void collected(long before) {
        collectedBefore = before;
    }

    /** Whether a tombstone that copies know since then would be collected at once if it came. */
    public boolean collects(long since) {
        return since < collectedBefore;
    }

    @Override
    public synchronized void close() {
        log.close();
    }

    private void write(Staging staging) throws IOException {
        LogBatch batch = staging.batch();
        if (batch.isEmpty()) return;
        long trimmedNext = addTrim(batch);
        boolean drops = staging.dropped();
        if (drops && !erasable) batch.put(Keys.erasable(), Codec.encode(true));
        log.write(batch);
        if (drops) {
            erasable = true;
            droppedSince = true;
        }
        staging.progress().ifPresent(next -> progress = next);
        if (staging.foundDamage()) {
            rebuild();
            return;
        }
        staging.publish();
        trimmed = trimmedNext;
        sequence = staging.sequence();
        standing = catalog.standing();
    }

    private long addTrim(LogBatch batch) {
        long until = Math.min(trimTo, trimmed + TRIM_MAX);
        for (long i = trimmed + 1; i <= until; i++) batch.delete(Keys.change(i));
        return Math.max(trimmed, until);
    }

    private void mend() throws IOException {
        if (!log.failed()) return;
        log.reopen();
        rebuild();
    }

    private synchronized void rebuild() throws IOException {
        Loaded loaded = Loaded.from(log);
        catalog = loaded.catalog();
        sequence = loaded.sequence();
        reopenedAt = Math.min(reopenedAt, sequence);
        openings++;
        trimmed = loaded.trimmed();
        trimTo = Math.min(trimTo, trimmed); // whoever used the changes has to say so again
        standing = catalog.standing();
        claim = loaded.claim();
        erasable = loaded.erasable();
        progress = loaded.progress();
    }
}
