package dev.kith.gateway.documents;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which kinds of documents there are, and by which media types they come. */
final class Formats {
    /** Words of {@code format}. */
    static final List<String> WORDS = List.of("plain", "markdown", "restructured", "html");

    /** Streamed rather than held. */
    static final String PLAIN = "plain";

    /** What a body without Content-Type is taken for. */
    private static final String UNNAMED = "application/octet-stream";

    private static final Map<String, String> BY_MEDIA_TYPE =
            Map.of(
                    "text/plain", PLAIN,
                    "text/markdown", "markdown",
                    "text/x-markdown", "markdown",
                    "text/x-rst", "restructured",
                    "text/prs.fallenstein.rst", "restructured",
                    "text/html", "html",
                    "application/xhtml+xml", "html");
    private static final List<String> BULK =
            List.of("application/x-ndjson", "application/ndjson", "application/jsonl");

    private Formats() {}

    /** The format of a text that comes as this media type. */
    static Optional<String> of(String mediaType) {
        return Optional.ofNullable(BY_MEDIA_TYPE.get(mediaType));
    }

    /** Whether it is one JSON object. */
    static boolean isJson(String mediaType) {
        return mediaType.equals("application/json");
    }

    /** Whether it is many documents. */
    static boolean isBulk(String mediaType) {
        return BULK.contains(mediaType);
    }

    /** Why another type is refused. */
    static String refusal(String mediaType, boolean bulkToo) {
        String found =
                mediaType.equals(UNNAMED)
                        ? "no Content-Type, or " + UNNAMED
                        : "Content-Type " + mediaType;
        return found
                + "; send application/json, text/plain, text/markdown, text/x-rst or text/html"
                + (bulkToo ? ", or many documents as application/x-ndjson" : "");
    }
}
