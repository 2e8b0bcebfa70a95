package dev.kith.store.disk;

import dev.kith.model.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Says whether there is room on the disk, for all partitions of an agent. Measuring blocks; asking
 * does not.
 *
 * <p>Below {@code freeMin} nothing grows. Deleting and settling still go on down to half of that,
 * because they are small and are how room is made.
 */
public final class DiskGauge {
    private final Path folder;
    private final long freeMin;
    private final long usedMax;
    private final LongSupplier free;
    private volatile long used;
    private volatile Optional<Failure> full = Optional.empty();
    private volatile Optional<Failure> exhausted = Optional.empty();

    /**
     * A gauge that knows nothing yet.
     *
     * @param usedMax most bytes in {@code folder}; 0 for no limit
     * @param free bytes free on its disk
     */
    public DiskGauge(Path folder, long freeMin, long usedMax, LongSupplier free) {
        this.folder = folder;
        this.freeMin = freeMin;
        this.usedMax = usedMax;
        this.free = free;
    }

    /** A gauge of the disk that {@code folder} is on. */
    public static DiskGauge of(Path folder, long freeMin, long usedMax) {
        return new DiskGauge(folder, freeMin, usedMax, () -> folder.toFile().getUsableSpace());
    }

    /** Looks at the disk. */
    public void measure() throws IOException {
        Files.createDirectories(folder);
        used = usedMax > 0 ? bytes(folder) : 0;
        look();
    }

    /** Looks only at what is free, which costs little. */
    public void look() {
        long left = free.getAsLong();
        if (left < freeMin) {
            full = refusal("the disk has " + left + " bytes left of at least " + freeMin);
        } else if (used > usedMax) {
            full = refusal("Kith uses " + used + " bytes of at most " + usedMax);
        } else {
            full = Optional.empty();
        }
        exhausted = left < freeMin / 2 ? full : Optional.empty();
    }

    /** Why nothing that makes the store grow may be written; empty when there is room. */
    public Optional<Failure> full() {
        return full;
    }

    /** Why nothing at all may be written; empty when there is room. */
    public Optional<Failure> exhausted() {
        return exhausted;
    }

    /** Bytes of all files under a folder; 0 if there is none. Files may come and go meanwhile. */
    public static long bytes(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return 0;
        long[] sum = {0};
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        sum[0] += attributes.size();
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return sum[0];
    }

    private static Optional<Failure> refusal(String why) {
        return Optional.of(
                new Failure(
                        Failure.Code.STORAGE_FULL,
                        why + "; make room, or change kith.store.disk-max and disk-free-min"));
    }
}
