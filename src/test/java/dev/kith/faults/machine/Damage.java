package dev.kith.faults.machine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A bad disk: bytes flipped in, and ends cut off, the files of an agent that does not run. */
public final class Damage {
    private static final double FLIPS_PER_BYTE = 1e-4;

    private Damage() {}

    /**
     * Damages some of the files under a folder; what was done, a line each.
     *
     * @param part only files whose path contains it: {@code /log/} or {@code /index/}
     * @param files how many at the most
     */
    public static List<String> to(Path store, String part, int files, Random random) {
        var done = new ArrayList<String>();
        try (Stream<Path> all = Files.walk(store)) {
            List<Path> some =
                    new ArrayList<>(
                            all.filter(Files::isRegularFile)
                                    .filter(file -> file.toString().contains(part))
                                    .filter(file -> file.toFile().length() > 0)
                                    .filter(file -> !file.endsWith("LOCK"))
                                    .sorted()
                                    .toList());
            Collections.shuffle(some, random);
            for (Path file : some.subList(0, Math.min(files, some.size()))) {
                done.add(store.relativize(file) + ": " + damage(file, random));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return done;
    }

    private static String damage(Path file, Random random) throws IOException {
        long length = Files.size(file);
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            if (random.nextInt(4) == 0) {
                long left = (long) (length * random.nextDouble());
                open.setLength(left);
                return "cut from " + length + " to " + left + " bytes";
            }
            int flips = 1 + (int) (length * FLIPS_PER_BYTE);
            for (int i = 0; i < flips; i++) {
                long place = (long) (length * random.nextDouble());
                open.seek(place);
                int before = open.read();
                open.seek(place);
                open.write(before ^ (1 << random.nextInt(8)));
            }
            return flips + " of " + length + " bytes flipped";
        }
    }
}
