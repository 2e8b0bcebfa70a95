package dev.kith.task.testing;

import dev.kith.model.Failure;
import dev.kith.model.Heading;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.task.intake.SourceDoor;
import java.util.ArrayList;
import java.util.List;

/**
 * Plain text as it is; {@code markdown} has one heading, its first line; segments of fixed size.
 */
public record LineSources(int segmentChars) implements SourceDoor {

    @Override
    public Outcome<Source> read(String format, String raw) {
        return switch (format) {
            case "plain" -> Outcome.good(new Source("", raw, List.of()));
            case "markdown" -> {
                String first = raw.lines().findFirst().orElse("");
                var heading = new Heading(0, 1, first);
                yield Outcome.good(new Source(first, raw, List.of(heading)));
            }
            default -> Outcome.bad(Failure.Code.UNSUPPORTED_TYPE, format);
        };
    }

    @Override
    public Normalizer normalizer() {
        return new Normalizer() {
            @Override
            public String next(String piece) {
                return piece;
            }

            @Override
            public String finish() {
                return "";
            }
        };
    }

    @Override
    public Cutter cutter(List<Heading> headings) {
        return new Cutter() {
            private final StringBuilder waiting = new StringBuilder();
            private int index;
            private int start;

            @Override
            public List<Segment> feed(String piece) {
                waiting.append(piece);
                var done = new ArrayList<Segment>();
                while (waiting.length() > segmentChars) done.add(cut(segmentChars));
                return done;
            }

            @Override
            public List<Segment> finish() {
                return waiting.isEmpty() ? List.of() : List.of(cut(waiting.length()));
            }

            private Segment cut(int length) {
                String text = waiting.substring(0, length);
                waiting.delete(0, length);
                var within =
                        headings.stream()
                                .filter(h -> h.offset() >= start && h.offset() < start + length)
                                .toList();
                var segment = new Segment(index++, start, text, within);
                start += length;
                return segment;
            }
        };
    }
}
