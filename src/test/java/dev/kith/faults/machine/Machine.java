package dev.kith.faults.machine;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * What the changed methods of the JDK call. It is loaded by the boot loader, so it uses nothing but
 * {@code java.base}.
 */
public final class Machine {
    private static final long LOOK_NANOS = 100_000_000;
    private static final Machine SELF = new Machine();

    private volatile long clockMillis;
    private volatile long syncMillis;
    private volatile Path journal = Path.of("");

    private Machine() {}

    /**
     * Begins to obey a file.
     *
     * @param orders lines {@code clock=MILLIS} and {@code sync=MILLIS}; it may be missing
     * @param journal gets a line for every file that is synced
     */
    static void begin(Path orders, Path journal) {
        SELF.journal = journal;
        SELF.obey(orders);
        Thread.ofPlatform()
                .daemon()
                .name("machine")
                .start(() -> {
                    while (true) {
                        LockSupport.parkNanos(LOOK_NANOS);
                        SELF.obey(orders);
                    }
                });
    }

    private void obey(Path orders) {
        if (!Files.exists(orders)) return;
        try {
            for (String line : Files.readAllLines(orders)) {
                String[] order = line.split("=", -1);
                if (order[0].equals("clock")) clockMillis = Long.parseLong(order[1]);
                if (order[0].equals("sync")) syncMillis = Long.parseLong(order[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A time as this machine believes it. */
    public static long shifted(long millis) {
        return millis + SELF.clockMillis;
    }

    /** A time as this machine believes it. */
    public static Instant shifted(Instant time) {
        return time.plusMillis(SELF.clockMillis);
    }

    /**
     * A file is about to be synced; how long it is, which is the least that will be on the disk.
     */
    public static long syncBegins(String path) {
        if (SELF.syncMillis > 0) LockSupport.parkNanos(SELF.syncMillis * 1_000_000);
        return path == null ? -1 : Path.of(path).toFile().length();
    }

    /** A file was synced. */
    public static void synced(String path, long length) {
        if (path == null || length < 0) return;
        Path file = Path.of(path);
        if (!Files.isRegularFile(file)) return;
        try {
            String line = identity(file) + " " + length + "\n";
            synchronized (SELF) {
                try (var out = new FileOutputStream(SELF.journal.toFile(), true)) {
                    out.write(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stays the same when a file is renamed, and is not used again. */
    static String identity(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS)
                + "@"
                + Files.getAttribute(file, "creationTime", LinkOption.NOFOLLOW_LINKS);
    }
}
