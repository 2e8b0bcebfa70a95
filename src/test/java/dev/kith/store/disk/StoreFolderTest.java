package dev.kith.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that moved away leaves nothing behind, though the agent ends while it deletes. */
class StoreFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path store;

    @Test
    void deletesAllOfACopy() throws IOException {
        fill(store.resolve("p07"));

        StoreFolder.of(store, 7).delete();

        assertThat(store).isEmptyDirectory();
    }

    @Test
    void deletesWhatIsLeftOfAnInterruptedDeletion() throws IOException {
        fill(store.resolve("p07.released"));
        fill(store.resolve("p08"));

        assertThat(StoreFolder.partitions(store)).containsExactly(8);
        StoreFolder.sweep(store);

        assertThat(store).isDirectoryNotContaining("glob:**released");
        assertThat(store.resolve("p08/log/000001.sst")).exists();
    }

    @Test
    void deletesACopyThatCameBackAfterAnInterruptedDeletion() throws IOException {
        fill(store.resolve("p07.released"));
        fill(store.resolve("p07"));

        StoreFolder.of(store, 7).delete();

        assertThat(store).isEmptyDirectory();
    }

    @Test
    void mindsNoStoreThatIsNotThereYet() throws IOException {
        StoreFolder.sweep(store.resolve("none"));

        assertThat(StoreFolder.partitions(store.resolve("none"))).isEmpty();
    }

    private static void fill(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("log"));
        Files.writeString(folder.resolve("log/000001.sst"), "table");
    }
}
