package dev.kith.simulation;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.partition.document.Dossier;
import java.util.List;
import java.util.Optional;

/** What must hold, whatever happens. */
final class Promises {
    private final World world;
    private final Convergence convergence;

    Promises(World world) {
        this.world = world;
        this.convergence = new Convergence(world);
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
                && earlier.version().compareTo(later.newest()) > 0
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
        if (world.history().deletedAfter(key, newest.version())) return;
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
        return machine.withSynced(
                true,
                log -> {
                    Dossier dossier = log.reader().dossier(key);
                    if (dossier.supersedes(version)) return true;
                    return part < 0
                            ? dossier.version(version).isPresent()
                            : log.reader().segment(key, version, part).isPresent();
                });
    }

    /** Whether there is nothing left to do. */
    boolean settled() {
        return convergence.settled();
    }

    /** At the very end, when everybody is back. */
    void end(boolean settled) {
        if (!settled) {
            world.broke("CopiesConverge", "the copies differ, or lack something, or work on");
            convergence.describe();
        }
        for (Life life : world.membership().homes()) {
            for (History.Acknowledged operation : world.history().acknowledged()) {
                check(life.machine(), operation);
            }
        }
    }

    private void check(Machine machine, History.Acknowledged operation) {
        int burnt = world.history().burns() - operation.burns();
        if (burnt >= operation.copies()) return;
        var history = world.history();
        Dossier dossier = machine.dossier(operation.key());
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
            boolean whole = machine.hasText(visible.orElseThrow());
            if (!whole) world.broke("NoAcknowledgedDocumentIsLost", "text of " + what);
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
