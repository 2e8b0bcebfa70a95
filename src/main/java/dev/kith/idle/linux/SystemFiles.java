package dev.kith.idle.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in which a kernel and its services show what they know. What cannot be read is not
 * there, as far as anyone here can tell: that is an answer and no failure.
 *
 * @param root folder that {@code proc} and the others are in
 */
record SystemFiles(Path root) {
    private static final Logger LOG = LoggerFactory.getLogger(SystemFiles.class);
    private static final int BYTES_MAX = 1 << 20;

    /** All of a file, but no more than a mebibyte. */
    Optional<String> text(String path) {
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file)) return Optional.empty(); // a pipe would be waited for
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.trace("{} tells nothing", file, e);
            return Optional.empty();
        }
    }

    /** A file's first line. */
    Optional<String> line(String path) {
        return text(path).flatMap(text -> text.lines().findFirst()).map(String::strip);
    }

    List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** A whole number that is all of a file. */
    Optional<Long> number(String path) {
        return line(path).flatMap(SystemFiles::parsed);
    }

    /** What a folder has, by name; nothing where there is none. */
    List<String> names(String path) {
        Path folder = root.resolve(path);
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        } catch (IOException e) {
            LOG.trace("{} tells nothing", folder, e);
            return List.of();
        }
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** When a file, such as a terminal's, was last read. */
    Optional<Instant> lastRead(String path) {
        Path file = root.resolve(path);
        try {
            var time = (FileTime) Files.getAttribute(file, "lastAccessTime");
            return Optional.of(time.toInstant());
        } catch (IOException e) {
            LOG.trace("{} tells nothing", file, e);
            return Optional.empty();
        }
    }

    static Optional<Long> parsed(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            LOG.trace("{} is no number", text, e);
            return Optional.empty();
        }
    }
}
