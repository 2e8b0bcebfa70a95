package dev.kith.store.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.Documents;
import dev.kith.store.level.Entry;
import dev.kith.store.log.MemoryLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Upkeep's promise: everything is gone through, and never much of it at once. */
class UpkeepTest {
    private static final int DOCUMENTS = 100;
    private static final long STRETCH = 50_000;

    private final MemoryLog.Disk disk = new MemoryLog.Disk();

    @Test
    void goesThroughAllDocumentsInStretchesThatCountWhatTheDocumentsHold() throws IOException {
        PartitionLog log = PartitionLog.open(Path.of("memory"), _ -> disk.open(), 8);
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
        PartitionLog log = PartitionLog.open(Path.of("memory"), _ -> disk.open(), 8);
        for (int i = 0; i < DOCUMENTS; i++) {
            log.apply(List.of(Documents.settle(DocumentState.DELETED, "doc-" + i, 1)));
        }

        Upkeep.Stretch all = log.upkeep().read("", Long.MAX_VALUE);

        assertThat(all.documents()).hasSize(DOCUMENTS);
        assertThat(all.bytes()).isLessThan(DOCUMENTS * Entry.of(tombstone()).bytes());
    }

    private static DocumentRecord tombstone() {
        return Documents.in(DocumentState.DELETED, "doc", 1);
    }
}
