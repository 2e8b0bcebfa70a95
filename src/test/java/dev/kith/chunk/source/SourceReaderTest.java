package dev.kith.chunk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kith.chunk.AnyText;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every format promises: no input throws or hangs, and headings are where they say. */
class SourceReaderTest {
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 5L, 8L);

    /** Linear readers take a second; a quadratic one would take an hour. */
    private static final Duration FOREVER = Duration.ofMinutes(2);

    private static final int LONG_CHARS = 200_000;

    @Test
    void keepsPlainTextAsItIs() {
        var read = SourceReader.read(SourceFormat.PLAIN, "# a\r\n*b* <c>\u0000");

        assertThat(read).isEqualTo(new SourceText("", "# a\n*b* <c>\u0000", List.of()));
    }

    @ParameterizedTest
    @EnumSource(SourceFormat.class)
    void findsEveryHeadingAtItsOffsetInNormalisedText(SourceFormat format) {
        for (long seed : SEEDS) {
            var random = new Random(seed);
            for (int round = 0; round < 200; round++) {
                String raw = AnyText.of(random, 60);

                SourceText read = SourceReader.read(format, raw);

                assertThat(PlainNormalizer.normalize(read.text()))
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(read.text());
                assertThat(read.headings())
                        .as("seed %d round %d", seed, round)
                        .allMatch(h -> read.text().startsWith(h.text(), h.offset()))
                        .isSortedAccordingTo((a, b) -> Integer.compare(a.offset(), b.offset()));
                assertThat(SourceReader.read(format, raw)).isEqualTo(read);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SourceFormat.class)
    void takesLinearTimeForWhatMakesParsersSlow(SourceFormat format) {
        List<String> slow =
                List.of(
                        "<a ",
                        "<http:",
                        "<table><b>",
                        "![",
                        "> ",
                        "- ",
                        "[a]: b 'c\n",
                        "| a |\n",
                        "*a **b ",
                        "`a ",
                        "``a ",
                        ":a",
                        "|a",
                        "a_ ",
                        "[",
                        "<b><p>",
                        "a\n===\n",
                        ".. |a| replace:: b\n",
                        "<!--",
                        "&",
                        "\\",
                        "_");

        assertTimeoutPreemptively(
                FOREVER,
                () -> {
                    for (String piece : slow) {
                        String raw = piece.repeat(LONG_CHARS / piece.length());
                        assertThat(SourceReader.read(format, raw)).isNotNull();
                    }
                });
    }

    @Test
    void survivesImagesNestedDeeply() {
        String raw = "![".repeat(50_000) + "a" + "](b)".repeat(50_000);

        assertThat(SourceReader.read(SourceFormat.MARKDOWN, raw).text()).contains("a");
    }
}
