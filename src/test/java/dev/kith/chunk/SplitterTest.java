package dev.kith.chunk;

import static dev.kith.chunk.ChunkSettingsFixture.shipped;
import static dev.kith.chunk.ChunkSettingsFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.chunk.source.PlainNormalizer;
import dev.kith.chunk.source.SourceFormat;
import dev.kith.chunk.source.SourceReader;
import dev.kith.chunk.source.SourceText;
import dev.kith.model.Chunk;
import dev.kith.model.Heading;
import dev.kith.registry.speed.SpeedMeter;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The splitter's promise: whole sentences, within the limits, nothing lost, offsets exact. */
class SplitterTest {
    private static final String SMALL =
            "chunk-tokens-target = 10, document-tokens-max = 12, chunk-chars-max = 80,";

    @Test
    void makesAShortDocumentOneChunk() throws InterruptedException {
        String text = "\n One two three. Four five six. \n";

        var result = split(shipped(), text, List.of());

        assertThat(result.chunks()).containsExactly(new Chunk(2, 31, 7, List.of()));
        assertThat(result.fallback()).isFalse();
    }

    @Test
    void packsWholeSentencesAndRepeatsShortOnes() throws InterruptedException {
        String text = "One two six. Big cat ran. I go. Dogs bark so. Cats do so. End of it.";

        assertThat(passages(with(SMALL), text))
                .containsExactly(
                        "One two six. Big cat ran. I go.",
                        "I go. Dogs bark so. Cats do so.",
                        "Cats do so. End of it.");
    }

    @Test
    void cutsASegmentOfALongDocumentEvenWhereItIsShort() throws InterruptedException {
        var request = new ChunkRequest(3, 100, false, "A b. C d.", List.of());

        var result = Splitter.create(with(SMALL), new WordTokens()).split(request);

        assertThat(result.segment()).isEqualTo(3);
        assertThat(result.chunks()).containsExactly(new Chunk(100, 109, 4, List.of()));
    }

    @Test
    void beginsAChunkAtAHeadingAndRemembersTheOnesAbove() throws InterruptedException {
        SourceText source =
                SourceReader.read(
                        SourceFormat.MARKDOWN,
                        "# Book\n## Part\nOne two. Six ten.\n\n## Next\nOne big cat ran to us and"
                                + " ate it all up too. Dogs do so too, we now know it well.\n");

        var chunks = split(with(SMALL), source.text(), source.headings()).chunks();

        assertThat(chunks)
                .extracting(c -> source.text().substring(c.start(), c.end()))
                .containsExactly(
                        "Book\n\nPart\n\nOne two. Six ten.",
                        "Next\n\nOne big cat ran to us and ate it all",
                        "up too.",
                        "Dogs do so too, we now know it well.");
        assertThat(chunks)
                .extracting(Chunk::headings)
                .containsExactly(
                        List.of("Book"),
                        List.of("Book", "Next"),
                        List.of("Book", "Next"),
                        List.of("Book", "Next"));
    }

    @Test
    void makesNothingOfWhiteSpace() throws InterruptedException {
        assertThat(split(shipped(), " \n\u00A0\u3000\t", List.of()).chunks()).isEmpty();
    }

    @Test
    void cutsOverlongWordsBetweenGraphemes() throws InterruptedException {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

        assertThat(passages(with(SMALL), family.repeat(50)))
                .allMatch(passage -> passage.length() % family.length() == 0);
    }

    @Test
    void boundsChunksWhoseTokensAreFewButLong() throws InterruptedException {
        TokenCounter oneToken = text -> new int[] {0};
        var request = new ChunkRequest(0, 0, true, "x".repeat(40_000), List.of());

        var chunks = Splitter.create(shipped(), oneToken).split(request).chunks();

        assertThat(chunks).hasSize(10).allMatch(c -> c.end() - c.start() <= 4_096);
    }

    @Test
    void boundsWhatHeadingsTakeInAnAnswer() throws InterruptedException {
        var text = new StringBuilder();
        List<Heading> headings = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String heading = "h".repeat(150) + i;
            headings.add(new Heading(text.length(), 1, heading));
            text.append(heading).append("\n\ntext\n\n");
        }

        var chunks = split(shipped(), text.toString(), headings).chunks();

        int chars =
                chunks.stream().flatMap(c -> c.headings().stream()).mapToInt(String::length).sum();
        assertThat(chars).isBetween(10_000, shipped().headingsBytesMax());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void losesNothingAndKeepsItsLimitsWithAnyUnicode(long seed) throws InterruptedException {
        var random = new Random(seed);
        var settings = with(SMALL);
        var splitter = Splitter.create(settings, new WordTokens());
        for (int round = 0; round < 60; round++) {
            boolean raw = random.nextBoolean(); // lone surrogates and all
            String any = AnyText.of(random, 80);
            String text = raw ? any : PlainNormalizer.normalize(any);
            int offset = random.nextInt(1_000);
            var headings = anyHeadings(random, text, offset);
            boolean whole = random.nextBoolean();

            var request = new ChunkRequest(0, offset, whole, text, headings);
            var result = splitter.split(request);

            check(settings, " ".repeat(offset) + text, result.chunks());
            assertThat(Soundness.objection(request, result)).isEmpty();
            assertThat(result.fallback()).isFalse();
        }
    }

    @Test
    void cutsAMegabyteWithoutASpace() throws InterruptedException {
        String text = "a@'".repeat(333_334);
        var splitter = Splitter.create(shipped(), new WordTokens());
        List<Chunk> chunks = new ArrayList<>();
        for (Segment segment : SegmenterTest.segments(shipped(), text)) {
            var request =
                    new ChunkRequest(
                            segment.index(), segment.start(), false, segment.text(), List.of());
            chunks.addAll(splitter.split(request).chunks());
        }

        check(shipped(), text, chunks);
    }

    private static void check(ChunkerSettings settings, String source, List<Chunk> chunks) {
        var covered = new BitSet(source.length());
        for (Chunk chunk : chunks) {
            String passage = source.substring(chunk.start(), chunk.end());
            covered.set(chunk.start(), chunk.end());
            assertThat(chunk.tokens()).isLessThanOrEqualTo(2 * settings.chunkTokensTarget());
            assertThat(passage).hasSizeLessThanOrEqualTo(settings.chunkCharsMax());
            assertThat(isWhite(passage.charAt(0))).isFalse();
            assertThat(isWhite(passage.charAt(passage.length() - 1))).isFalse();
            assertThat(cutsPair(source, chunk.start()) || cutsPair(source, chunk.end())).isFalse();
        }
        for (int i = 0; i < source.length(); i++) {
            assertThat(covered.get(i) || isWhite(source.charAt(i))).as("char %d", i).isTrue();
        }
        assertThat(chunks).isSortedAccordingTo((a, b) -> Integer.compare(a.start(), b.start()));
    }

    private static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean cutsPair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }

    private static List<Heading> anyHeadings(Random random, String text, int offset) {
        return random.ints(3, 0, text.length() + 1)
                .filter(at -> !cutsPair(text, at))
                .sorted()
                .mapToObj(at -> new Heading(offset + at, 1 + random.nextInt(3), "h"))
                .toList();
    }

    @Test
    void saysHowFastItWas() throws InterruptedException {
        var now = new AtomicReference<>(Instant.EPOCH);
        var meter =
                new SpeedMeter(() -> now.getAndUpdate(time -> time.plus(Duration.ofMillis(20))));
        var splitter = Splitter.create(shipped(), new WordTokens()).measured(meter);

        splitter.split(new ChunkRequest(0, 0, true, "x".repeat(500), List.of()));

        assertThat(meter.charsPerSecond()).isEqualTo(25_000);
    }

    private static List<String> passages(ChunkerSettings settings, String text)
            throws InterruptedException {
        return split(settings, text, List.of()).chunks().stream()
                .map(chunk -> text.substring(chunk.start(), chunk.end()))
                .toList();
    }

    private static ChunkResult split(ChunkerSettings settings, String text, List<Heading> headings)
            throws InterruptedException {
        return Splitter.create(settings, new WordTokens())
                .split(new ChunkRequest(0, 0, true, text, headings));
    }
}
