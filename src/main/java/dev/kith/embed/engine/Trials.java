package dev.kith.embed.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Remembers which processes ended while they tried an engine: a fault in native code ends the
 * process, so the next one must not walk into it for ever.
 *
 * @param folder where a trial leaves a mark, named by its process, until it is over
 */
record Trials(Path folder) {
    /** One may have been ended by somebody else at just that moment. */
    private static final int ENDED_MAX = 1;

    private static final String MARK = "trial-";

    /** Whether more of them ended with the process than by chance. */
    boolean areDeadly() {
        return ended().size() > ENDED_MAX;
    }

    /** Marks of processes that are no more. */
    private List<Path> ended() {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Trials::hasEnded).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static boolean hasEnded(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.matches(MARK + "\\d{1,18}")) return false;
        long process = Long.parseLong(name.substring(MARK.length()));
        return process != ProcessHandle.current().pid()
                && ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }

    /** A trial begins; over when it is closed. */
    Trial begin() {
        Path mark = folder.resolve(MARK + ProcessHandle.current().pid());
        try {
            Files.createDirectories(folder);
            Files.write(mark, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + mark, e);
        }
        return new Trial(mark);
    }

    /** One that is under way. */
    record Trial(Path mark) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(mark);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + mark, e);
            }
        }
    }
}
