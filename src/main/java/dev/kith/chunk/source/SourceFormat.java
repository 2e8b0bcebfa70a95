package dev.kith.chunk.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of documents that Kith reads. */
public enum SourceFormat {
    PLAIN("text/plain", "txt text log"),
    MARKDOWN("text/markdown text/x-markdown", "md markdown mdown mkd"),
    RESTRUCTURED("text/x-rst text/prs.fallenstein.rst text/restructured", "rst rest"),
    HTML("text/html application/xhtml+xml", "html htm xhtml");

    /** Each a list with spaces between, because enums are immutable. */
    private final String mediaTypes;

    private final String extensions;

    SourceFormat(String mediaTypes, String extensions) {
        this.mediaTypes = mediaTypes;
        this.extensions = extensions;
    }

    /** The media type to send it as, without parameters. */
    public String mediaType() {
        return mediaTypes().getFirst();
    }

    /** All media types it is known by, lower case, without parameters. */
    public List<String> mediaTypes() {
        return List.of(mediaTypes.split(" "));
    }

    /** File name extensions, lower case, without the dot. */
    public List<String> extensions() {
        return List.of(extensions.split(" "));
    }

    /** The format of a {@code Content-Type}; parameters and case do not matter. */
    public static Optional<SourceFormat> fromMediaType(String mediaType) {
        int end = mediaType.indexOf(';');
        String bare = end < 0 ? mediaType : mediaType.substring(0, end);
        String wanted = bare.strip().toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(f -> f.mediaTypes().contains(wanted)).findFirst();
    }

    /** The format of a file by its extension; empty when that says nothing. */
    public static Optional<SourceFormat> fromFileName(String fileName) {
        String wanted = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!fileName.contains(".")) return Optional.empty();
        return Stream.of(values()).filter(f -> f.extensions().contains(wanted)).findFirst();
    }
}
