package dev.kith.chunk.source;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a document as it was sent into its source text. */
public final class SourceReader {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private SourceReader() {}

    /**
     * Reads a whole document; never throws for what is in it.
     *
     * @param raw any string at all
     */
    public static SourceText read(SourceFormat format, String raw) {
        String text = PlainNormalizer.normalize(raw);
        try {
            return switch (format) {
                case PLAIN -> plain(text);
                case MARKDOWN -> MarkdownReader.read(text);
                case RESTRUCTURED -> RestructuredReader.read(text);
                case HTML -> HtmlReader.read(text);
            };
        } catch (RuntimeException | StackOverflowError e) { // a parser's bug must not lose the text
            LOG.warn(
                    "{} chars of {} could not be parsed; kept as plain text",
                    text.length(),
                    format.mediaType(),
                    e);
            return plain(text);
        }
    }

    static SourceText plain(String text) {
        return new SourceText("", text, List.of());
    }
}
