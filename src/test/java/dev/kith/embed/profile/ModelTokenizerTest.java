package dev.kith.embed.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokenizer's promise: any text is counted whole, and starts are places in the Java string. */
class ModelTokenizerTest {
    private static final Path CACHE = Path.of("target/cache");
    private static final ModelTokenizer TOKENIZER = ModelTokenizer.open(ModelProfile.FAST, CACHE);

    @AfterAll
    static void close() {
        TOKENIZER.close();
    }

    @Test
    void countsWithoutSpecialTokens() {
        assertThat(TOKENIZER.count("")).isZero();
        assertThat(TOKENIZER.count(" \n\t ")).isZero();
        assertThat(TOKENIZER.count("hello")).isEqualTo(1);
        assertThat(TOKENIZER.count("Hello, embeddings!")).isEqualTo(7);
    }

    @Test
    void countsBeyondTheLimitThatTheFileSets() {
        assertThat(TOKENIZER.count("word ".repeat(10_000))).isEqualTo(10_000);
        assertThat(TOKENIZER.tokenStarts("word ".repeat(10_000))).hasSize(10_000);
    }

    @Test
    void saysWhereTokensBegin() {
        assertThat(TOKENIZER.tokenStarts("")).isEmpty();
        assertThat(TOKENIZER.tokenStarts("Hello, embeddings!"))
                .containsExactly(0, 5, 7, 9, 12, 16, 17);
    }

    @Test
    void countsPlacesInUtf16BehindCharactersOfTwoUnits() {
        String text = "a 😀 b 👩‍👩‍👧 c 𝒳 d";

        int[] starts = TOKENIZER.tokenStarts(text);

        assertThat(starts).contains(text.indexOf(" b") + 1, text.indexOf(" c") + 1);
        assertThat(starts[starts.length - 1]).isEqualTo(text.length() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\uD83D", "\uDE00\uD83D", "\uFFFD", "é", "ß", "שלום", "中文", "İ"})
    void findsTheWordBehindOddText(String odd) {
        String text = odd + " tail";

        int[] starts = TOKENIZER.tokenStarts(text);

        assertThat(starts).as(Arrays.toString(starts)).contains(odd.length() + 1);
        assertThat(starts).hasSize(TOKENIZER.count(text));
    }

    @Test
    void keepsStartsInOrderAndInBoundsForAnyText() {
        long seed = 20_260_101;
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String text = anyText(random, random.nextInt(200));

            int[] starts = TOKENIZER.tokenStarts(text);

            assertThat(starts).as("seed %d, round %d", seed, round).isSorted();
            assertThat(starts).hasSize(TOKENIZER.count(text));
            for (int start : starts) assertThat(start).isBetween(0, text.length() - 1);
        }
    }

    private static String anyText(Random random, int length) {
        var text = new StringBuilder();
        List<String> odd =
                List.of(" ", "\n", "\0", "e\u0301", "\u200F", "\uD800", "\uDC00", "word");
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(3)) {
                case 0 -> text.append(odd.get(random.nextInt(odd.size())));
                case 1 -> text.append((char) random.nextInt(0x10000));
                default -> text.appendCodePoint(random.nextInt(0x110000));
            }
        }
        return text.toString();
    }

    @Test
    void refusesAFileThatIsNoTokenizer(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), "{}");

        assertThatThrownBy(() -> ModelTokenizer.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }
}
