package dev.kith.node.assembly;

import dev.kith.chunk.ChunkerSettings;
import dev.kith.chunk.Outline;
import dev.kith.chunk.Segmenter;
import dev.kith.chunk.source.PlainNormalizer;
import dev.kith.chunk.source.SourceFormat;
import dev.kith.chunk.source.SourceReader;
import dev.kith.chunk.source.SourceText;
import dev.kith.model.Failure;
import dev.kith.model.Heading;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.task.intake.SourceDoor;
import java.util.List;
import java.util.Locale;

/** Reading and cutting documents, as {@code chunk} does it, for the intake. */
record Sources(ChunkerSettings settings) implements SourceDoor {

    @Override
    public Outcome<Source> read(String format, String raw) {
        for (SourceFormat known : SourceFormat.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(format)) {
                SourceText text = SourceReader.read(known, raw);
                return Outcome.good(new Source(text.title(), text.text(), text.headings()));
            }
        }
        return Outcome.bad(
                Failure.Code.UNSUPPORTED_TYPE,
                "format '" + format + "' is none of plain, markdown, restructured, html");
    }

    @Override
    public Normalizer normalizer() {
        var normalizer = new PlainNormalizer();
        return new Normalizer() {
            @Override
            public String next(String piece) {
                return normalizer.next(piece);
            }

            @Override
            public String finish() {
                return normalizer.finish();
            }
        };
    }

    @Override
    public Cutter cutter(List<Heading> headings) {
        var segmenter = new Segmenter(settings);
        return new Cutter() {
            @Override
            public List<Segment> feed(String piece) {
                return dressed(segmenter.feed(piece), headings);
            }

            @Override
            public List<Segment> finish() {
                return dressed(segmenter.finish(), headings);
            }
        };
    }

    private List<Segment> dressed(List<dev.kith.chunk.Segment> bare, List<Heading> headings) {
        return bare.stream()
                .map(segment ->
                        new Segment(
                                segment.index(),
                                segment.start(),
                                segment.text(),
                                Outline.within(headings, segment, settings.headingsBytesMax())))
                .toList();
    }
}
