package dev.kith.faults.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What agents wrote to their disks, in bytes, by the kind of file. */
public final class Written {
    private static final String EVENT = "jdk.FileWrite";

    /** Kinds of files. */
    public enum Kind {
        JOURNAL,
        TABLES,
        LIST,
        INDEX,
        OTHER;

        static Kind of(String path) {
            if (path.contains("/store/p") && path.contains("/index")) return INDEX;
            if (!path.contains("/store/p") || !path.contains("/log")) return OTHER;
            if (path.endsWith(".log")) return JOURNAL;
            if (path.endsWith(".sst")) return TABLES;
            return LIST;
        }
    }

    private final Map<Kind, Long> bytes = new EnumMap<>(Kind.class);

    /** Flag of a JVM that records each write to a file; the file is whole once it has ended. */
    public static String flag(String recording) {
        return "-XX:StartFlightRecording=settings=none,dumponexit=true,maxsize=4g,filename="
                + recording
                + ",+"
                + EVENT
                + "#enabled=true,+"
                + EVENT
                + "#threshold=0ns,+"
                + EVENT
                + "#stackTrace=false";
    }

    /** Adds what a recording has between two moments. */
    public void add(Path recording, Instant from, Instant until) throws IOException {
        try (var events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                boolean within =
                        event.getStartTime().isAfter(from) && event.getStartTime().isBefore(until);
                if (!within || !event.getEventType().getName().equals(EVENT)) continue;
                String path = event.getString("path");
                Kind kind = path == null ? Kind.OTHER : Kind.of(path);
                bytes.merge(kind, event.getLong("bytesWritten"), Long::sum);
            }
        }
    }

    /** Bytes into files of a kind. */
    public long bytes(Kind kind) {
        return bytes.getOrDefault(kind, 0L);
    }

    /** All bytes. */
    public long bytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Bytes that a process has sent to block devices until now, as Linux counts them: whole pages.
     */
    public static long toDevice(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).stream()
                .filter(line -> line.startsWith("write_bytes: "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }
}
