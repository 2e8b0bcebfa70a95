package dev.kith.store.scrub;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.disk.DiskGauge;
import dev.kith.store.disk.StoreFolder;
import dev.kith.store.feed.IndexPump;
import dev.kith.store.index.DamagedIndexException;
import dev.kith.store.index.PartitionIndex;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.ScrubProgress;
import dev.kith.store.partition.Upkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the scrubber does, one bounded piece a call. All of it blocks.
 *
 * <p>In each pass every entry on disk is read and its checksum compared; every document is read
 * whole, with the content ids of its text; the entries by which tasks are found are made good;
 * parts that nobody needs are freed; each document is looked for in the search index; and at the
 * end everything is counted anew, and the index's files are compared with their checksums. Beside
 * that, tombstones are collected when they are old enough, and files are written anew when deleted
 * bytes have lain in them for long enough.
 */
public final class ScrubRun {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubRun.class);
    private static final Duration REST_MAX = Duration.ofMinutes(1);
    private static final Duration REST_MIN = Duration.ofMillis(20);
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(10);
    private static final int TOMBSTONES_MAX = 500;
    private static final int ERASE_STRETCHES = 4;

    /** Everything is read where it lies, and again with the document it belongs to. */
    private static final int READS = 2;

    /** Comparing takes a part of the period only, so that a pass ends well within it. */
    private static final int PERIOD_SHARE = 2;

    /**
     * What it works on.
     *
     * @param level whether this copy has compared itself and misses nothing known
     */
    public record Parts(
            int partition,
            UpkeepSettings settings,
            StoreFolder folder,
            PartitionLog log,
            IndexPump index,
            DiskGauge gauge,
            InstantSource clock,
            BooleanSupplier level) {}

    private final Parts parts;
    private final Upkeep upkeep;
    private long nextStretch;
    private long bytes;
    private long unreadable;

    ScrubRun(Parts parts) {
        this.parts = parts;
        this.upkeep = parts.log().upkeep();
    }

    /**
     * Does the next piece.
     *
     * @param index as it shows all that is committed; empty where it cannot be had now
     * @return how long to rest then
     */
    Duration next(Optional<PartitionIndex> index) throws IOException {
        long now = parts.clock().millis();
        if (parts.log().ails()) return REST_MAX;
        noteCompany(now);
        collect(now);
        noteErasable(now);
        if (isEraseDue(now)) return erase();
        ScrubProgress progress = upkeep.progress();
        boolean within = progress.begun() > progress.ended();
        long period = parts.settings().scrubPeriod().toMillis();
        if (!within && progress.begun() != 0 && Math.abs(now - progress.begun()) < period) {
            return rest(period - Math.abs(now - progress.begun()));
        }
        if (now < nextStretch && nextStretch - now < period) return rest(nextStretch - now);
        if (!within) upkeep.progress(was -> was.beginning(now));
        if (!within || bytes == 0) {
            bytes = Math.max(1, READS * DiskGauge.bytes(parts.folder().log()));
        }
        long pause = stretch(index, now);
        nextStretch = now + pause;
        return rest(pause);
    }

    private long stretch(Optional<PartitionIndex> index, long now) throws IOException {
        UpkeepSettings settings = parts.settings();
        Upkeep.Stretch stretch = upkeep.read(upkeep.progress().next(), settings.scrubStretch());
        for (DocumentKey key : stretch.damaged()) parts.log().defects().mark(key);
        for (DocumentKey key : stretch.documents()) look(key, index);
        upkeep.nameTasks(stretch.documents());
        // While something is missing, what belongs to nothing may belong to that.
        if (parts.level().getAsBoolean()) {
            upkeep.sweep(stretch.parts(), now - settings.orphanKeep().toMillis());
        }
        unreadable += stretch.unreadable();
        if (stretch.next().isPresent()) {
            upkeep.progress(was -> was.at(stretch.next().get()));
        } else {
            end(index);
        }
        long period = settings.scrubPeriod().toMillis() / PERIOD_SHARE;
        return Math.round((double) period * Math.min(stretch.bytes(), bytes) / bytes);
    }

    private void look(DocumentKey key, Optional<PartitionIndex> index) throws IOException {
        try {
            if (!upkeep.isWhole(key)) parts.log().defects().mark(key);
            else if (index.isPresent()) compare(key, index.get());
        } catch (DamagedRecordException _) {
            parts.log().defects().mark(key);
        }
    }

    private void compare(DocumentKey key, PartitionIndex index) throws IOException {
        long sequence = parts.log().sequence();
        Optional<DocumentRecord> visible = parts.log().reader().dossier(key).visible();
        if (visible.isEmpty() || visible.get().state() != DocumentState.COMMITTED) return;
        try {
            if (index.count(visible.get()) == visible.get().chunks()) return;
        } catch (DamagedIndexException e) {
            parts.index().damaged(String.valueOf(e.getMessage()));
            return;
        }
        if (parts.log().sequence() != sequence) return; // it may just have changed
        LOG.warn(
                "partition {}: '{}' is not in the search index as it is stored; it is indexed"
                        + " again",
                parts.partition(),
                key.id());
        upkeep.touch(key);
        parts.index().changed();
    }

    private void end(Optional<PartitionIndex> index) throws IOException {
        if (upkeep.recount() || unreadable > 0) {
            LOG.error(
                    "partition {}: {} entries cannot be read, and what is held was counted anew;"
                            + " what is missing is fetched from other copies. Check the disk",
                    parts.partition(),
                    unreadable);
        }
        unreadable = 0;
        bytes = 0;
        if (index.isPresent()) checkIndex(index.get());
        upkeep.progress(was -> was.ending(parts.clock().millis()));
    }

    private void checkIndex(PartitionIndex index) {
        long sequence = parts.log().sequence();
        try {
            index.check();
            long found = index.count();
            long stored = parts.log().standing().chunks();
            boolean still = parts.log().sequence() == sequence;
            if (found > stored && still && parts.log().standing().torn() == 0) {
                parts.index()
                        .damaged("it shows " + found + " passages, and " + stored + " are stored");
            }
        } catch (DamagedIndexException e) {
            parts.index().damaged(String.valueOf(e.getMessage()));
        }
    }

    /** Copies must agree on what is collected, so time goes in steps. */
    private long floor(long millis) {
        long step =
                Math.clamp(
                        parts.settings().tombstoneKeep().toMillis() / 24,
                        1,
                        Duration.ofHours(1).toMillis());
        return millis - millis % step;
    }

    private void noteCompany(long now) throws IOException {
        if (!parts.level().getAsBoolean() || parts.log().claim().others().isEmpty()) return;
        ScrubProgress progress = upkeep.progress();
        if (floor(now) > floor(progress.company())) upkeep.progress(was -> was.inCompany(now));
        for (Path setAside : parts.folder().setAside()) {
            parts.folder().refilled(setAside);
            LOG.info(
                    "partition {} is whole again; {} is needed no more and may be deleted",
                    parts.partition(),
                    setAside);
        }
    }

    private void collect(long now) throws IOException {
        if (!parts.level().getAsBoolean()) return;
        long company = upkeep.progress().company();
        long known = company == 0 ? now : Math.min(now, company);
        long keep = parts.settings().tombstoneKeep().toMillis();
        // A little longer, because whoever made it may have a clock that is late.
        long before = floor(known) - keep - Math.min(keep / 10, CLOCKS_APART_MAX.toMillis());
        upkeep.collect(before, TOMBSTONES_MAX);
    }

    private void noteErasable(long now) throws IOException {
        ScrubProgress progress = upkeep.progress();
        boolean known = progress.erasable() != 0;
        if (parts.log().erasable() == known) return;
        upkeep.progress(was -> was.erasableSince(known ? 0 : now));
    }

    private boolean isEraseDue(long now) throws IOException {
        if (upkeep.rewriting()) return true;
        long since = upkeep.progress().erasable();
        if (since == 0 || now - since < parts.settings().eraseAfter().toMillis()) return false;
        if (parts.gauge().hasRoom(DiskGauge.bytes(parts.folder().log()))) return true;
        LOG.warn(
                "partition {}: there is no room to write its files anew, so deleted bytes stay on"
                        + " the disk; make room",
                parts.partition());
        upkeep.progress(was -> was.erasableSince(now));
        return false;
    }

    private Duration erase() throws IOException {
        if (!upkeep.rewrite(ERASE_STRETCHES * parts.settings().scrubStretch())) return REST_MIN;
        parts.index().expunge();
        LOG.info("partition {}: what was deleted has left the disk", parts.partition());
        return REST_MIN;
    }

    private Duration rest(long millis) {
        long most = Math.min(REST_MAX.toMillis(), floorStep());
        return Duration.ofMillis(Math.clamp(millis, REST_MIN.toMillis(), most));
    }

    private long floorStep() {
        return Math.max(REST_MIN.toMillis(), parts.settings().tombstoneKeep().toMillis() / 24);
    }
}
