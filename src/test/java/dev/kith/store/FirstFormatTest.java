package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentState;
import dev.kith.store.log.LevelRecordLog;
import dev.kith.store.partition.PartitionLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A partition's promise to those that come after: a folder that an agent wrote in the first format
 * is read by every later Kith. The folder is kept as {@code store/format-1.zip}.
 */
class FirstFormatTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void readsAFolderOfTheFirstFormat() throws IOException {
        try (InputStream kept = FirstFormatTest.class.getResourceAsStream("/store/format-1.zip")) {
            unpack(Objects.requireNonNull(kept));
        }
        dev.kith.store.disk.StoreFolder store = dev.kith.store.disk.StoreFolder.of(folder, 0);
        store.prepare();

        try (PartitionLog log = open(store.log())) {
            assertThat(log.standing().documents()).isEqualTo(2);
            assertThat(log.standing().pending()).isOne();
            assertThat(log.standing().holes()).isZero();
            for (int i = 1; i <= 2; i++) {
                var key = Documents.key("doc-" + i);
                assertThat(log.reader().dossier(key).visible())
                        .contains(Documents.committed("doc-" + i, i));
                for (int j = 0; j < 2; j++) {
                    assertThat(log.reader().segment(key, Documents.version(i), j))
                            .contains(Documents.segments("doc-" + i, i).get(j));
                    var batch = log.reader().batch(key, Documents.version(i), j, 0).orElseThrow();
                    assertThat(batch.toBatch(j, 0, true))
                            .isEqualTo(Documents.batches("doc-" + i, i).get(j));
                }
            }
            assertThat(log.reader().dossier(Documents.key("gone")).visible())
                    .contains(Documents.in(DocumentState.DELETED, "gone", 4));
        }
    }

    private void unpack(InputStream kept) throws IOException {
        try (var zip = new ZipInputStream(kept)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.copy(zip, file);
            }
        }
    }

    private static PartitionLog open(Path log) throws IOException {
        return PartitionLog.open(log, LevelRecordLog.opener(1 << 16), 8, InstantSource.system());
    }

    /** Writes the folder that is kept: once for each format, before the next one is made. */
    static final class Keeper {
        private Keeper() {}

        public static void main(String[] arguments) throws IOException {
            Path store = Path.of(arguments[0]);
            var partition = dev.kith.store.disk.StoreFolder.of(store, 0);
            partition.prepare();
            try (PartitionLog log = open(partition.log())) {
                log.apply(Documents.whole("doc-1", 1));
                log.apply(Documents.whole("doc-2", 2));
                log.apply(Documents.whole("gone", 3));
                log.apply(List.of(Documents.settle(DocumentState.DELETED, "gone", 4)));
                log.apply(List.of(Documents.put("pending", 5)));
            }
            try (var zip = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[1])));
                    var files = Files.walk(store)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    zip.putNextEntry(new ZipEntry(store.relativize(file).toString()));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
        }
    }
}
