package dev.kith.store.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.Documents;
import dev.kith.store.level.Entry;
import dev.kith.store.log.MemoryLog;
import dev.kith.store.partition.document.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upkeep's promise: everything is gone through, and never much of it at once. */
class UpkeepTest {
    private static final int DOCUMENTS = 100;
    private static final long STRETCH = 50_000;

    private final MemoryLog.Disk disk = new MemoryLog.Disk();

    @Test
    void goesThroughAllDocumentsInStretchesThatCountWhatTheDocumentsHold() throws IOException {
        PartitionLog log =
                PartitionLog.open(Path.of("memory"), _ -> disk.open(), 8, InstantSource.system());
        for (int i = 0; i < DOCUMENTS; i++) log.apply(Documents.whole("doc-" + i, 1));
        long held = Entry.of(Documents.committed("doc-10", 1)).bytes();
        int most = (int) (STRETCH / held) + 1;

        var seen = new ArrayList<DocumentKey>();
        var next = "";
        do {
            Upkeep.Stretch stretch = log.upkeep().read(next, STRETCH);
            assertThat(stretch.documents().size()).isLessThanOrEqualTo(most);
            seen.addAll(stretch.documents());
            next = stretch.next().orElse("");
        } while (!next.isEmpty());

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, DOCUMENTS)
                                .mapToObj(i -> Documents.key("doc-" + i))
                                .toList());
    }

    @Test
    void countsNothingButTheRecordOfADocumentThatIsGone() throws IOException {
        PartitionLog log =
                PartitionLog.open(Path.of("memory"), _ -> disk.open(), 8, InstantSource.system());
        for (int i = 0; i < DOCUMENTS; i++) {
            log.apply(List.of(Documents.settle(DocumentState.DELETED, "doc-" + i, 1)));
        }

        Upkeep.Stretch all = log.upkeep().read("", Long.MAX_VALUE);

        assertThat(all.documents()).hasSize(DOCUMENTS);
        assertThat(all.bytes()).isLessThan(DOCUMENTS * Entry.of(tombstone()).bytes());
    }

    @Test
    void keepsTheTextOfADocumentWhoseRecordIsDamaged() throws IOException {
        PartitionLog log =
                PartitionLog.open(Path.of("memory"), _ -> disk.open(), 8, InstantSource.system());
        DocumentKey key = Documents.key("doc");
        log.apply(Documents.whole("doc", 1));
        int parts = log.upkeep().countParts(key);
        damage(disk, key);

        log.upkeep().sweep(log.upkeep().read("", Long.MAX_VALUE).parts(), Long.MAX_VALUE);

        assertThat(parts).isPositive();
        assertThat(log.upkeep().countParts(key)).isEqualTo(parts);
    }

    @Test
    void letsGoOfTextThatBelongsToNothing() throws IOException {
        PartitionLog log =
                PartitionLog.open(Path.of("memory"), _ -> disk.open(), 8, InstantSource.system());
        DocumentKey key = Documents.key("doc");
        log.apply(Documents.whole("doc", 1));
        disk.entries.remove(Keys.dossier(key));

        log.upkeep().sweep(log.upkeep().read("", Long.MAX_VALUE).parts(), Long.MAX_VALUE);

        assertThat(log.upkeep().countParts(key)).isZero();
    }

    @Test
    void countsNoMoreWhatWasTooDamagedForNewFiles(@TempDir Path folder) throws IOException {
        var fresh = new MemoryLog.Disk();
        PartitionLog log =
                PartitionLog.open(
                        folder.resolve("log"),
                        at -> {
                            Files.createDirectories(at);
                            boolean second = at.endsWith("log.new") || fresh.opened.get() > 0;
                            return (second ? fresh : disk).open();
                        },
                        8,
                        InstantSource.system());
        log.apply(Documents.whole("sound", 1));
        log.apply(Documents.whole("hurt", 1));
        damage(disk, Documents.key("hurt"));

        while (!log.upkeep().rewrite(STRETCH)) assertThat(log.upkeep().rewriting()).isTrue();

        assertThat(log.standing().documents()).as("documents that count as held").isEqualTo(1);
        assertThat(log.holes()).as("to be fetched").containsExactly(Documents.key("hurt"));
    }

    private static void damage(MemoryLog.Disk disk, DocumentKey key) {
        disk.entries.computeIfPresent(
                Keys.dossier(key),
                (_, framed) -> {
                    byte[] flipped = framed.clone();
                    flipped[flipped.length - 1] ^= 1;
                    return flipped;
                });
    }

    private static DocumentRecord tombstone() {
        return Documents.in(DocumentState.DELETED, "doc", 1);
    }
}
