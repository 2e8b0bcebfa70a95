package dev.kith.chunk;

import static dev.kith.chunk.ChunkSettingsFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.chunk.source.PlainNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The segmenter's promise: small pieces that are the text when joined, however it was fed. */
class SegmenterTest {
    private static final ChunkerSettings SMALL =
            with("segment-bytes-max = 64, segment-escaped-bytes-max = 100");

    @Test
    void keepsAShortTextWhole() {
        assertThat(segments(SMALL, "Short.")).containsExactly(new Segment(0, 0, "Short."));
        assertThat(segments(SMALL, "")).isEmpty();
    }

    @Test
    void cutsAtTheLastParagraphEndThenLineThenSentenceThenSpace() {
        String filler = "x".repeat(40);

        assertThat(texts(filler + "\n\nb. c\nd " + filler)).first().isEqualTo(filler + "\n\n");
        assertThat(texts(filler + "\nb. c d " + filler)).first().isEqualTo(filler + "\n");
        assertThat(texts(filler + " b. c d " + filler)).first().isEqualTo(filler + " b. ");
        assertThat(texts(filler + " b c d " + filler)).first().isEqualTo(filler + " b c d ");
        assertThat(texts(filler + filler)).first().isEqualTo("x".repeat(64));
    }

    @Test
    void neverCutsAPairInTwo() {
        String emoji = "\uD83D\uDE00".repeat(100);

        assertThat(texts(emoji)).allMatch(text -> text.length() % 2 == 0);
        assertThat(texts("x" + emoji)).allMatch(text -> !Character.isLowSurrogate(text.charAt(0)));
    }

    @Test
    void boundsWhatASegmentTakesInsideAnEnvelope() {
        var settings = ChunkSettingsFixture.shipped();
        for (String piece : List.of("\u0000", "\"", "\\", "\n", "a", "é", "中", "\uD83D\uDE00")) {
            for (Segment segment : segments(settings, piece.repeat(200_000))) {
                String json = escaped(segment.text());
                byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                assertThat(bytes.length / 3 * 4).isLessThanOrEqualTo(92_160);
                assertThat(escaped(json).getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(92_160);
                assertThat(Base64.getEncoder().encode(bytes)).hasSizeLessThanOrEqualTo(92_164);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void givesTheSameSegmentsHoweverItIsFed(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            String text = PlainNormalizer.normalize(AnyText.of(random, 60));
            List<Segment> whole = segments(SMALL, text);
            var segmenter = new Segmenter(SMALL);
            List<Segment> pieces = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(100));
                pieces.addAll(segmenter.feed(text.substring(at, end)));
                at = end;
            }
            pieces.addAll(segmenter.finish());

            assertThat(pieces).isEqualTo(whole);
            assertThat(whole.stream().map(Segment::text).collect(Collectors.joining()))
                    .isEqualTo(text);
            for (int i = 0; i < whole.size(); i++) {
                Segment segment = whole.get(i);
                assertThat(segment.index()).isEqualTo(i);
                assertThat(text).startsWith(text.substring(0, segment.start()) + segment.text());
                assertThat(segment.text().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(64);
            }
        }
    }

    @Test
    void cutsAMegabyteWithoutASpaceIntoManySegments() {
        var segments = segments(ChunkSettingsFixture.shipped(), "x".repeat(1_000_000));

        assertThat(segments).hasSize(21);
        assertThat(segments.getLast().end()).isEqualTo(1_000_000);
    }

    private static List<String> texts(String text) {
        return segments(SMALL, text).stream().map(Segment::text).toList();
    }

    static List<Segment> segments(ChunkerSettings settings, String text) {
        var segmenter = new Segmenter(settings);
        List<Segment> segments = new ArrayList<>(segmenter.feed(text));
        segments.addAll(segmenter.finish());
        return segments;
    }

    /** As Jackson writes a string, without the quotes around it. */
    private static String escaped(String text) {
        String quoted =
                new String(
                        com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                                .quoteAsString(text));
        return quoted;
    }
}
