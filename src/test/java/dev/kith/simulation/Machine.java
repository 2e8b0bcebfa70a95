package dev.kith.simulation;

import dev.kith.model.AgentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.partition.PartitionLog;
import dev.kith.store.partition.document.Dossier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One computer: its disk and its clock outlive the agents that run on it one after the other. */
final class Machine {
    final int number;
    final AgentId id;
    final Path folder;
    Disk disk;
    long skew;
    boolean burnt;
    int lives;
    @Nullable Life life;

    Machine(int number, Path folder, Disk disk) {
        this.number = number;
        this.id = new AgentId("did:key:z6Mk" + String.valueOf((char) ('a' + number)).repeat(44));
        this.folder = folder;
        this.disk = disk;
    }

    /** The agent that runs on it now. */
    @Nullable Life running() {
        Life now = life;
        return now != null && now.alive() ? now : null;
    }

    /** A look at what lies on its disk. */
    interface Look<T> {
        T at(PartitionLog log) throws IOException;
    }

    /** What would be seen if the power went now; {@code damaged} where it cannot be read. */
    <T> T withSynced(T damaged, Look<T> look) {
        try {
            return look.at(disk.synced(folder));
        } catch (DamagedRecordException _) {
            return damaged;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Dossier dossier(DocumentKey key) {
        return withSynced(Dossier.EMPTY, log -> log.reader().dossier(key));
    }

    /** Whether all text of a version is here, or none is needed. */
    boolean hasText(DocumentRecord record) {
        return withSynced(false, log -> hasText(log, record));
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
}
