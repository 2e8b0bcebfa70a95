package dev.kith.task.intake;

import dev.kith.model.Heading;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import java.util.List;

/** Reads documents and cuts their text, as the feature {@code chunk} does it. */
public interface SourceDoor {

    /**
     * Reads a whole document.
     *
     * @param format {@code plain}, {@code markdown}, {@code restructured} or {@code html}
     * @return its source text, or UNSUPPORTED_TYPE
     */
    Outcome<Source> read(String format, String raw);

    /** A plain text that arrives in pieces, made well-formed as {@link #read} would. */
    Normalizer normalizer();

    /**
     * Cuts one source text as it arrives.
     *
     * @param headings of the whole text
     */
    Cutter cutter(List<Heading> headings);

    /**
     * What a document says, free of its format.
     *
     * @param title its own; may be empty
     * @param text well-formed: no lone surrogates
     * @param headings in the order of their offsets
     */
    record Source(String title, String text, List<Heading> headings) {
        public Source {
            headings = List.copyOf(headings);
        }
    }

    /** One text's normaliser; not thread-safe. */
    interface Normalizer {
        /** The next piece; never ends within a surrogate pair. */
        String next(String piece);

        /** What was held back. */
        String finish();
    }

    /** One text's segments; not thread-safe. */
    interface Cutter {
        /** Takes the next piece; gives the segments that are complete. */
        List<Segment> feed(String piece);

        /** The rest. */
        List<Segment> finish();
    }
}
