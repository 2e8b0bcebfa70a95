package dev.kith.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Kith's share of the disk is full: a file among its own takes all of {@code disk-max}. */
final class FullDisk {
    private static final int BALLAST_BYTES = 1 << 20;

    private FullDisk() {}

    /** Fills the share of the agent whose store is in a folder. */
    static void fill(Path store) {
        try {
            Files.createDirectories(store);
            try (var file = new RandomAccessFile(ballast(store).toFile(), "rw")) {
                file.setLength(FaultRun.DISK_MAX + BALLAST_BYTES); // sparse
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes room again, if it was full. */
    static void free(Path store) {
        try {
            Files.deleteIfExists(ballast(store));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path ballast(Path store) {
        return store.resolve("ballast");
    }
}
