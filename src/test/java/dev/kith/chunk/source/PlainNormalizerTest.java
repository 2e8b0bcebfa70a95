package dev.kith.chunk.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.chunk.AnyText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The normaliser's promise: one form for each text, however it is cut on its way. */
class PlainNormalizerTest {

    @Test
    void makesEveryLineEndALineFeed() {
        assertThat(PlainNormalizer.normalize("a\r\nb\rc\nd\r\r\n")).isEqualTo("a\nb\nc\nd\n\n");
    }

    @Test
    void dropsByteOrderMarksAtTheBeginningOnly() {
        assertThat(PlainNormalizer.normalize("\uFEFF\uFEFFa\uFEFF")).isEqualTo("a\uFEFF");
    }

    @Test
    void replacesLoneSurrogatesAndKeepsPairsAndNul() {
        assertThat(PlainNormalizer.normalize("\uD800x\uDC00\uD83D\uDE00\u0000\uD800"))
                .isEqualTo("\uFFFDx\uFFFD\uD83D\uDE00\u0000\uFFFD");
    }

    @Test
    void joinsWhatWasCutInTheMiddle() {
        var normalizer = new PlainNormalizer();

        String text =
                normalizer.next("a\r")
                        + normalizer.next("\n\uD83D")
                        + normalizer.next("\uDE00")
                        + normalizer.finish();

        assertThat(text).isEqualTo("a\n\uD83D\uDE00");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void givesTheSameWhateverThePiecesAndWhenDoneAgain(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String text = AnyText.of(random, 30);
            String whole = PlainNormalizer.normalize(text);
            var normalizer = new PlainNormalizer();
            var pieces = new StringBuilder();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + random.nextInt(5));
                pieces.append(normalizer.next(text.substring(at, end)));
                at = end;
            }
            pieces.append(normalizer.finish());

            assertThat(pieces).hasToString(whole);
            assertThat(PlainNormalizer.normalize(whole)).isEqualTo(whole);
        }
    }
}
