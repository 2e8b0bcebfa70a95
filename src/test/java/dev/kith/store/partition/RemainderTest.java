package dev.kith.store.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.store.Documents;
import dev.kith.store.log.MemoryLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes on of a copy that was apart for too long is what came since, as it was. */
class RemainderTest {
    private static final Path MEMORY = Path.of("memory");
    private static final long SINCE = 100;

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
        open(old).apply(List.of(Documents.commit("new", SINCE + 1)));

        assertThat(copied().holes()).containsExactly(Documents.key("new"));
    }

    @Test
    void missesNoTextOfWhatItLetsGo() throws IOException {
        open(old).apply(List.of(Documents.commit("old", SINCE)));

        assertThat(copied().holes()).isEmpty();
    }

    private PartitionLog copied() throws IOException {
        new Remainder(SINCE).copy(old.open(), fresh.open());
        return open(fresh);
    }

    private static PartitionLog open(MemoryLog.Disk disk) throws IOException {
        return PartitionLog.open(MEMORY, _ -> disk.open(), 8);
    }
}
