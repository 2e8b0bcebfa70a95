package dev.kith.simulation;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.Standing;
import dev.kith.store.partition.document.Dossier;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether the copies have come to hold the same, and lack nothing that anybody has. */
final class Convergence {
    private final World world;

    Convergence(World world) {
        this.world = world;
    }

    /** Whether all copies hold the same, nothing is pending and nothing is missing. */
    boolean settled() {
        if (!world.membership().whole()) return false;
        Set<Life> homes = world.membership().homes();
        if (homes.isEmpty()) return true;
        Set<Object> digests = new HashSet<>();
        for (Life life : world.running()) {
            if (!life.open() || works(life)) return false;
        }
        for (Life life : homes) {
            if (!isWhole(life) || !shows(life)) return false;
            digests.add(life.machine().withSynced(Standing.EMPTY, PartitionLog::standing).digest());
        }
        return digests.size() == 1 && takenOver(homes.iterator().next());
    }

    /** Whether nobody has anything that the copies lack. */
    private boolean takenOver(Life home) {
        for (Life life : world.running()) {
            for (int document = 0; document < Step.DOCUMENTS; document++) {
                DocumentKey key = Clients.key(document);
                Dossier there = home.machine().dossier(key);
                for (DocumentRecord record : life.machine().dossier(key).records()) {
                    boolean known =
                            there.supersedes(record.version())
                                    || there.version(record.version())
                                            .filter(r -> r.state().compareTo(record.state()) >= 0)
                                            .isPresent();
                    boolean counts =
                            record.state() == DocumentState.PENDING || record.state().decides();
                    boolean forgotten =
                            record.state() == DocumentState.DELETED
                                    && there.records().isEmpty()
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
                    life.machine()
                            .dossier(key)
                            .visible()
                            .filter(record -> record.state() == DocumentState.COMMITTED)
                            .map(DocumentRecord::version);
            if (!visible.equals(Optional.ofNullable(index.found().get(key)))) return false;
        }
        return true;
    }

    /** Versions whose text a lost machine took with it before anybody else had it. */
    private List<DocumentRecord> gone(Life life) {
        if (world.history().burns() == 0) return List.of();
        return IntStream.range(0, Step.DOCUMENTS)
                .mapToObj(document -> life.machine().dossier(Clients.key(document)))
                .flatMap(dossier -> dossier.records().stream())
                .filter(record ->
                        world.running().stream()
                                .noneMatch(other -> other.machine().hasText(record)))
                .toList();
    }

    private boolean isWhole(Life life) {
        List<DocumentRecord> gone = gone(life);
        long torn = gone.stream().map(DocumentRecord::key).distinct().count();
        long waiting =
                gone.stream().filter(record -> record.state() == DocumentState.PENDING).count();
        Standing standing = life.machine().withSynced(Standing.EMPTY, PartitionLog::standing);
        return standing.pending() <= waiting && standing.holes() <= torn;
    }

    private boolean works(Life life) {
        Set<TaskId> working = new HashSet<>(life.working());
        gone(life).forEach(record -> working.remove(record.task()));
        return !working.isEmpty();
    }

    /** Notes what each of them has. */
    void describe() {
        for (Life life : world.running()) world.note(describe(life));
    }

    private String describe(Life life) {
        var text = new StringBuilder("m" + life.number() + (life.open() ? "" : " not open"));
        if (!life.working().isEmpty()) text.append(" works");
        if (!world.membership().homes().contains(life)) text.append(" no home");
        text.append(' ').append(life.machine().withSynced(Standing.EMPTY, PartitionLog::standing));
        for (int document = 0; document < Step.DOCUMENTS; document++) {
            DocumentKey key = Clients.key(document);
            Dossier dossier = life.machine().dossier(key);
            text.append("\n             ").append(key.id());
            for (DocumentRecord record : dossier.records()) {
                text.append(' ').append(record.state()).append(' ').append(record.version());
            }
            Index index = life.index();
            if (index != null) text.append(" found ").append(index.found().get(key));
        }
        return text.toString();
    }
}
