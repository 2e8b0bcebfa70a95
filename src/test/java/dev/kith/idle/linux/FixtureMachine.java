package dev.kith.idle.linux;

import dev.kith.idle.Moment;
import dev.kith.idle.Readings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A folder with the files that some machine's system shows, which a test changes: {@code laptop},
 * {@code mini-pc} or {@code container}.
 */
public final class FixtureMachine {
    private static final Instant BEGIN = Instant.parse("2026-03-02T12:00:00Z");
    private final Path root;
    private Duration uptime = Duration.ZERO;

    /** What logind says of every session. */
    Map<String, String> hints = Map.of();

    private FixtureMachine(Path root) {
        this.root = root;
    }

    /** Unpacks a machine's files, each after a line with its path, into {@code root}. */
    public static FixtureMachine unpack(String name, Path root) {
        var machine = new FixtureMachine(root);
        String path = "";
        var text = new StringBuilder();
        for (String line : resource(name + ".txt").lines().toList()) {
            if (line.startsWith("==> ") && line.endsWith(" <==")) {
                if (!path.isEmpty()) machine.write(path, text.toString());
                path = line.substring(4, line.length() - 4);
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        machine.write(path, text.toString());
        return machine;
    }

    /** Where it is. */
    public Path root() {
        return root;
    }

    /** Another content for a file, all at once as a kernel shows it. */
    public FixtureMachine write(String path, String text) {
        Path file = root.resolve(path);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Path fresh = file.resolveSibling("fresh-" + file.getFileName());
            Files.writeString(fresh, text);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A file shows something else in one place. */
    public FixtureMachine replace(String path, String before, String after) {
        try {
            String text = Files.readString(root.resolve(path));
            if (!text.contains(before)) throw new AssertionError(path + " has no " + before);
            return write(path, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FixtureMachine remove(String path) {
        try {
            Files.delete(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Somebody types into a terminal now. */
    FixtureMachine type(String path) {
        try {
            Files.setAttribute(
                    root.resolve(path), "lastAccessTime", FileTime.from(BEGIN.plus(uptime)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Processor time in ticks since the reading before: used by all, used by us, resting. */
    FixtureMachine use(long busy, long own, long idle) {
        var files = new SystemFiles(root);
        String[] all = files.line("proc/stat").orElseThrow().split("\\s+", -1);
        all[1] = Long.toString(Long.parseLong(all[1]) + busy);
        all[4] = Long.toString(Long.parseLong(all[4]) + idle);
        replace("proc/stat", files.line("proc/stat").orElseThrow(), String.join(" ", all));
        String self = files.line("proc/self/stat").orElseThrow();
        int end = self.lastIndexOf(')') + 2;
        String[] words = self.substring(end).split(" ", -1);
        words[11] = Long.toString(Long.parseLong(words[11]) + own);
        return write("proc/self/stat", self.substring(0, end) + String.join(" ", words) + "\n");
    }

    LinuxMachine machine(boolean remote) {
        return new LinuxMachine(root, _ -> hints, remote);
    }

    /** Lets time pass, then reads. */
    Readings after(Duration time, LinuxMachine machine) {
        uptime = uptime.plus(time);
        return machine.read(new Moment(BEGIN.plus(uptime), uptime));
    }

    private static String resource(String name) {
        try (InputStream in = FixtureMachine.class.getResourceAsStream("/idle/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
