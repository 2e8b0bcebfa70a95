package dev.kith.store.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentState;
import dev.kith.store.Documents;
import dev.kith.store.log.MemoryLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes on of a copy that was apart for too long is what came since, as it was. */
class RemainderTest {
    private static final Path MEMORY = Path.of("memory");
    private static final long SINCE = 100;
    private static final long NOW = Duration.ofDays(40).toMillis();

    private static final InstantSource THEN = () -> Instant.ofEpochMilli(SINCE);

    private final MemoryLog.Disk old = new MemoryLog.Disk();
    private final MemoryLog.Disk fresh = new MemoryLog.Disk();

    @Test
    void holdsOnlyWhatCameSince() throws IOException {
        PartitionLog before = open(old);
        before.apply(Documents.whole("old", SINCE));
        before.apply(Documents.whole("new", SINCE + 1));

        PartitionLog after = copied();

        assertThat(after.reader().dossier(Documents.key("old")).records()).isEmpty();
        assertThat(after.reader().dossier(Documents.key("new")).records())
                .containsExactly(Documents.committed("new", SINCE + 1));
        assertThat(after.holes()).isEmpty();
    }

    @Test
    void knowsThatTextIsMissingOfWhatCameSince() throws IOException {
        open(old).apply(List.of(Documents.stored(Documents.committed("new", SINCE + 1))));

        assertThat(copied().holes()).containsExactly(Documents.key("new"));
    }

    @Test
    void missesNoTextOfWhatItLetsGo() throws IOException {
        open(old).apply(List.of(Documents.stored(Documents.committed("old", SINCE))));

        assertThat(copied().holes()).isEmpty();
    }

    /**
     * Were its deletions forgotten as old ones are, what they deleted elsewhere would come back.
     */
    @Test
    void keepsItsDeletionsAsLongAsIfTheyWereMadeNow() throws IOException {
        open(old).apply(List.of(Documents.settle(DocumentState.DELETED, "gone", SINCE + 1)));

        PartitionLog after = copied();

        assertThat(after.upkeep().collect(NOW, 9)).isZero();
        assertThat(after.upkeep().collect(NOW + 1, 9)).isOne();
    }

    private PartitionLog copied() throws IOException {
        new Remainder(SINCE, NOW).copy(old.open(), fresh.open());
        return open(fresh);
    }

    private static PartitionLog open(MemoryLog.Disk disk) throws IOException {
        return PartitionLog.open(MEMORY, _ -> disk.open(), 8, THEN);
    }
}
