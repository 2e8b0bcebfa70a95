package dev.kith.cli.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file is, by its name. */
public enum FileKind {
    PLAIN("plain", "text/plain", List.of(".txt", ".text")),
    MARKDOWN("markdown", "text/markdown", List.of(".md", ".markdown")),
    RESTRUCTURED("restructured", "text/x-rst", List.of(".rst", ".rest")),
    HTML("html", "text/html", List.of(".html", ".htm", ".xhtml")),
    /** Documents of their own, one on each line. */
    LINES("", "", List.of(".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz"));

    private final String format;
    private final String mediaType;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> endings;

    FileKind(String format, String mediaType, List<String> endings) {
        this.format = format;
        this.mediaType = mediaType;
        this.endings = endings;
    }

    /** The word in {@code DocumentRequest}. */
    String format() {
        return format;
    }

    /** The Content-Type of a format. */
    public static String mediaType(String format) {
        for (FileKind kind : values()) {
            if (kind.format.equals(format)) return kind.mediaType;
        }
        return PLAIN.mediaType;
    }

    /** The kind that the name's ending says; empty where it is none of ours. */
    static Optional<FileKind> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            if (kind.endings.stream().anyMatch(name::endsWith)) return Optional.of(kind);
        }
        return Optional.empty();
    }
}
