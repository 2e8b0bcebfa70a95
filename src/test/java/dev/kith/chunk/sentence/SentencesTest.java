package dev.kith.chunk.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kith.chunk.AnyText;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What both splitters promise: sentences that tile the text, offsets in UTF-16. */
class SentencesTest {
    private static final List<Sentences> BOTH =
            List.of(new CoreNlpSentences(), new PlainSentences());

    @Test
    void findsSentencesAfterEmoji() throws InterruptedException {
        String text = "\uD83D\uDE00 One went. Two \uD83D\uDE00\uD83D\uDE00 came! Three.";

        for (Sentences sentences : BOTH) {
            assertThat(sentences.starts(text)).containsExactly(0, 13, 28);
        }
    }

    @Test
    void knowsAbbreviationsWithCoreNlp() throws InterruptedException {
        String text = "Mr. Smith paid $3.50 to Dr. Who, i.e. a lot. \"Really?\" he said. Yes.";

        assertThat(new CoreNlpSentences().starts(text))
                .containsExactly(
                        0, text.indexOf("\"Really"), text.indexOf("he said"), text.indexOf("Yes"));
    }

    @Test
    void endsSentencesAtBlankLines() throws InterruptedException {
        String text = "A heading\n\nsome text\nthat goes on\n\nmore";

        for (Sentences sentences : BOTH) {
            assertThat(sentences.starts(text)).contains(0, 11, 35);
        }
    }

    @Test
    void splitsScriptsWithoutSpaces() throws InterruptedException {
        String text = "中文没有空格。".repeat(200);

        for (Sentences sentences : BOTH) assertThat(sentences.starts(text)).hasSize(200);
    }

    @Test
    void tilesAnyText() throws InterruptedException {
        for (long seed : List.of(1L, 2L, 3L, 5L, 8L)) {
            var random = new Random(seed);
            for (int round = 0; round < 100; round++) {
                String text = AnyText.of(random, 60);
                for (Sentences sentences : BOTH) {
                    int[] starts = sentences.starts(text);
                    int[] sorted = Arrays.stream(starts).sorted().distinct().toArray();

                    assertThat(starts).as("seed %d round %d", seed, round).isEqualTo(sorted);
                    assertThat(starts.length == 0).isEqualTo(text.isEmpty());
                    if (starts.length > 0) {
                        assertThat(starts[0]).isZero();
                        assertThat(starts[starts.length - 1]).isLessThan(text.length());
                    }
                }
            }
        }
    }

    @Test
    void hidesOnlyLongRunsAndKeepsLengths() {
        String run = "a@".repeat(300);

        assertThat(CoreNlpSentences.hideLongRuns("b@c " + run + " d@e"))
                .isEqualTo("b@c " + "x".repeat(600) + " d@e");
    }

    @Test
    void takesLinearTimePlainly() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    for (String piece :
                            List.of(
                                    "'", "a@", ".", "a. ", "a.", "? ", "(", "\n", "\n\n", "1.",
                                    "中")) {
                        new PlainSentences().starts(piece.repeat(48_000 / piece.length()));
                    }
                });
    }
}
