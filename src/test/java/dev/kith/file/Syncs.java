package dev.kith.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** What is synced while something runs, as the JDK itself records it. */
public final class Syncs {
    private static final String EVENT = "jdk.FileForce";

    private Syncs() {}

    /** The files and folders that are synced meanwhile, by any thread, one after the other. */
    public static List<Path> during(Callable<?> what) throws Exception {
        Path file = Files.createTempFile("syncs", ".jfr");
        try (var recording = new Recording()) {
            recording.enable(EVENT).withThreshold(Duration.ZERO).withoutStackTrace();
            recording.start();
            what.call();
            recording.stop();
            recording.dump(file);
            return read(file);
        } finally {
            Files.delete(file);
        }
    }

    private static List<Path> read(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(EVENT))
                .map(event -> Path.of(event.getString("path")))
                .toList();
    }
}
