package dev.kith.faults.machine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Loss of power: of every file, only what was synced is sure to be there; of what was written
 * after, a part chosen by chance. Files only grow here, as those of LevelDB and Lucene do.
 */
public final class Power {
    private Power() {}

    /**
     * Takes away what was not synced from an agent that has been killed.
     *
     * @param folder of its data
     * @param journal of its machine
     * @return how many files became shorter
     */
    public static int lose(Path folder, Path journal, Random random) {
        if (!Files.isDirectory(folder)) return 0;
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, Long> synced = synced(journal);
            int shorter = 0;
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            for (Path file : sorted) {
                long sure = synced.getOrDefault(Machine.identity(file), 0L);
                if (cut(file, sure, random)) shorter++;
            }
            return shorter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean cut(Path file, long sure, Random random) throws IOException {
        long length = Files.size(file);
        if (length <= sure) return false;
        long left =
                random.nextInt(3) == 0
                        ? sure
                        : sure + (long) ((length - sure) * random.nextDouble());
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(left);
        }
        return true;
    }

    private static Map<String, Long> synced(Path journal) throws IOException {
        Map<String, Long> synced = new HashMap<>();
        if (!Files.exists(journal)) return synced;
        for (String line : Files.readAllLines(journal)) {
            String[] words = line.split(" ", -1);
            if (words.length == 2 && !words[1].isEmpty()) {
                synced.merge(words[0], Long.parseLong(words[1]), Math::max);
            }
        }
        return synced;
    }
}
