package dev.kith.simulation;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.Standing;
import dev.kith.store.partition.document.Dossier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold, whatever happens. */
final class Promises {
    private final World world;

    Promises(World world) {
        this.world = world;
    }

    /** An acknowledgement that names n copies means n disks, each of which would survive alone. */
    void acknowledged(History.Acknowledged operation) {
        if (operation.burns() < world.history().burns()) return;
        if (operation.asked() <= world.history().lastSleep()) return;
        int disks = Integer.MAX_VALUE;
        for (int part = -1; part < operation.parts(); part++) {
            int index = part;
            long having =
                    world.machines().stream()
                            .filter(machine -> machine.burnt || holds(machine, operation, index))
                            .count();
            disks = (int) Math.min(disks, having);
        }
        if (disks < operation.copies()) {
            world.broke(
                    "AcknowledgedIsOnDisk",
                    "%s %s is on %d disks, not on %d"
                            .formatted(
                                    operation.key().id(),
                                    operation.version(),
                                    disks,
                                    operation.copies()));
        }
        boolean overtaken =
                world.history().acknowledged().stream()
                        .anyMatch(earlier -> overtakes(earlier, operation));
        if (overtaken) {
            world.broke(
                    "LaterWins",
                    "%s %s is older than what was acknowledged before it was asked for"
                            .formatted(operation.key().id(), operation.version()));
        }
    }

    private boolean overtakes(History.Acknowledged earlier, History.Acknowledged later) {
        return earlier.key().equals(later.key())
                && earlier.answered() < later.asked()
                && earlier.version().compareTo(later.version()) > 0
                && !world.history().givenUp(earlier.key(), earlier.version())
                && calmSince(earlier.asked());
    }

    /** While members neither come nor go, a read shows what was acknowledged before it. */
    void read(DocumentKey key, Optional<Version> found, long asked) {
        var newest = world.history().newest(key, asked);
        if (newest == null || !calmSince(newest.asked())) return;
        if (found.isEmpty() || found.get().compareTo(newest.version()) < 0) {
            world.broke(
                    "AcknowledgedIsRead",
                    "%s %s was acknowledged, and %s was read"
                            .formatted(key.id(), newest.version(), found));
        }
    }

    /** Somebody was told that there is no such document. */
    void absent(DocumentKey key, long asked) {
        var newest = world.history().newest(key, asked);
        if (newest == null || newest.deletes() || !calmSince(newest.asked())) return;
        if (world.history().givenUp(key, newest.version())) return;
        boolean others =
                world.history().acknowledged().stream()
                        .anyMatch(one -> one.key().equals(key) && one.answered() >= asked);
        if (!others) {
            world.broke("AcknowledgedIsRead", key.id() + " was acknowledged, and is not found");
        }
    }

    private boolean calmSince(long time) {
        return world.links().whole() && world.history().lastUnrest() < time - CALM;
    }

    private static final long CALM = 30_000;

    /** Whether a disk has a part of an operation, or what overtook it; -1 is its record. */
    private boolean holds(Machine machine, History.Acknowledged operation, int part) {
        DocumentKey key = operation.key();
        Version version = operation.version();
        if (world.history().givenUp(key, version)) return true;
        return withSynced(
                machine,
                true,
                log -> {
                    Dossier dossier = log.reader().dossier(key);
                    if (dossier.supersedes(version)) return true;
                    return part < 0
                            ? dossier.version(version).isPresent()
                            : log.reader().segment(key, version, part).isPresent();
                });
    }

    private static boolean hasText(PartitionLog log, DocumentRecord record) throws IOException {
        boolean wanted =
                record.state() == DocumentState.PENDING
                        || record.state() == DocumentState.COMMITTED;
        if (!wanted) return true;
        for (int i = 0; i < record.segments(); i++) {
            if (log.reader().segment(record.key(), record.version(), i).isEmpty()) return false;
        }
        return true;
    }

    /** Whether all copies hold the same, nothing is pending and nothing is missing. */
    boolean settled() {
        if (!world.membership().whole()) return false;
        Set<Life> homes = world.membership().homes();
        if (homes.isEmpty()) return true;
        Set<Object> digests = new HashSet<>();
        for (Life life : world.running()) {
            if (!life.open() || !life.working().isEmpty()) return false;
        }
        for (Life life : homes) {
            Standing standing = withSynced(life.machine(), Standing.EMPTY, PartitionLog::standing);
            if (standing.pending() > 0 || standing.holes() > 0) return false;
            digests.add(standing.digest());
            if (!shows(life)) return false;
        }
        return digests.size() == 1 && takenOver(homes.iterator().next());
    }

    /** Whether nobody has anything that the copies lack. */
    private boolean takenOver(Life home) {
        for (Life life : world.running()) {
            for (int document = 0; document < Step.DOCUMENTS; document++) {
                DocumentKey key = Clients.key(document);
                Dossier there = dossier(home.machine(), key);
                for (DocumentRecord record : dossier(life.machine(), key).records()) {
                    boolean known =
                            there.supersedes(record.version())
                                    || there.version(record.version())
                                            .filter(r -> r.state().compareTo(record.state()) >= 0)
                                            .isPresent();
                    boolean counts =
                            record.state() == DocumentState.PENDING || record.state().decides();
                    boolean forgotten =
                            record.state() == DocumentState.DELETED
                                    && world.mayForget(record.version());
                    if (counts && !known && !forgotten) return false;
                }
            }
        }
        return true;
    }

    private boolean shows(Life life) {
        Index index = life.index();
        if (index == null) return false;
        for (int document = 0; document < Step.DOCUMENTS; document++) {
            DocumentKey key = Clients.key(document);
            Optional<Version> visible =
                    dossier(life.machine(), key)
                            .visible()
                            .filter(record -> record.state() == DocumentState.COMMITTED)
                            .map(DocumentRecord::version);
            if (!visible.equals(Optional.ofNullable(index.found().get(key)))) return false;
        }
        return true;
    }

    /** At the very end, when everybody is back. */
    void end(boolean settled) {
        if (!settled) {
            world.broke("CopiesConverge", "the copies differ, or lack something, or work on");
            for (Life life : world.running()) world.note(describe(life));
        }
        for (Life life : world.membership().homes()) {
            for (History.Acknowledged operation : world.history().acknowledged()) {
                check(life.machine(), operation);
            }
        }
    }

    private String describe(Life life) {
        var text = new StringBuilder("m" + life.number() + (life.open() ? "" : " not open"));
        if (!life.working().isEmpty()) text.append(" works");
        if (!world.membership().homes().contains(life)) text.append(" no home");
        text.append(' ').append(withSynced(life.machine(), Standing.EMPTY, PartitionLog::standing));
        for (int document = 0; document < Step.DOCUMENTS; document++) {
            DocumentKey key = Clients.key(document);
            Dossier dossier = dossier(life.machine(), key);
            text.append("\n             ").append(key.id());
            for (DocumentRecord record : dossier.records()) {
                text.append(' ').append(record.state()).append(' ').append(record.version());
            }
            Index index = life.index();
            if (index != null) text.append(" found ").append(index.found().get(key));
        }
        return text.toString();
    }

    private void check(Machine machine, History.Acknowledged operation) {
        int burnt = world.history().burns() - operation.burns();
        if (burnt >= operation.copies()) return;
        var history = world.history();
        Dossier dossier = dossier(machine, operation.key());
        Optional<DocumentRecord> visible = dossier.visible();
        int order =
                visible.map(record -> record.version().compareTo(operation.version())).orElse(-1);
        String what = operation.key().id() + " " + operation.version() + " at m" + machine.number;
        if (operation.deletes()) {
            boolean back =
                    order < 0
                            && visible.isPresent()
                            && visible.get().state() == DocumentState.COMMITTED;
            if (back) world.broke("NoDeletedDocumentReturns", what);
        } else if (order < 0 && !history.givenUp(operation.key(), operation.version())) {
            // A tombstone that has been collected leaves nothing.
            boolean deletedSince =
                    visible.isEmpty() && history.deletedAfter(operation.key(), operation.version());
            if (!deletedSince) world.broke("NoAcknowledgedDocumentIsLost", what);
        } else if (order == 0) {
            boolean whole = withSynced(machine, false, log -> hasText(log, visible.orElseThrow()));
            if (!whole) world.broke("NoAcknowledgedDocumentIsLost", "text of " + what);
        }
    }

    private static Dossier dossier(Machine machine, DocumentKey key) {
        return withSynced(machine, Dossier.EMPTY, log -> log.reader().dossier(key));
    }

    private interface Look<T> {
        T at(PartitionLog log) throws IOException;
    }

    private static <T> T withSynced(Machine machine, T damaged, Look<T> look) {
        try {
            return look.at(machine.disk.synced(machine.folder));
        } catch (DamagedRecordException e) {
            return damaged;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all promises, for reports. */
    static List<String> names() {
        return List.of(
                "AcknowledgedIsOnDisk",
                "AcknowledgedIsRead",
                "LaterWins",
                "CopiesConverge",
                "NoAcknowledgedDocumentIsLost",
                "NoDeletedDocumentReturns",
                "NothingThrows");
    }
}
