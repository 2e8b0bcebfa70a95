package dev.kith.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Text fits the screen, whatever is in it. */
class WordsTest {
    @Test
    void wrapsAtBlanksAndBreaksWhatIsTooLong() {
        assertThat(Words.wrap("one two  three\nfour", 9))
                .containsExactly("one two", "three", "four");
        assertThat(Words.wrap("abcdefghij kl", 4)).containsExactly("abcd", "efgh", "ij", "kl");
        assertThat(Words.wrap("日本語のテキスト", 6)).containsExactly("日本語", "のテキ", "スト");
        assertThat(Words.wrap(" \n ", 5)).isEmpty();
    }

    @Test
    void neverPrintsControlCharacters() {
        assertThat(Words.flat("a\u001b[31mb\u0000c\td")).isEqualTo("a [31mb c d");
    }

    @Test
    void shortensToTheWidth() {
        assertThat(Words.shorten("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Words.shorten("abcdefg", 6)).isEqualTo("abcde…");
    }

    @Test
    void marksWordsOfTheSameStemButNotCommonOnes() {
        assertThat(Words.mark("The agents of an Agent", "which agents are the", w -> "<" + w + ">"))
                .isEqualTo("The <agents> of an <Agent>");
    }

    @Test
    void alignsColumns() {
        Table table = new Table(List.of(Table.Column.left("NAME"), Table.Column.right("N")));
        table.row("語", "12").row("abc", "3");

        assertThat(table.lines(new Style(false)))
                .containsExactly("NAME   N", "語    12", "abc    3");
    }

    @Test
    void saysNumbersAsPeopleDo() {
        assertThat(Units.bytes(999)).isEqualTo("999 B");
        assertThat(Units.bytes(14_400_000)).isEqualTo("14.4 MB");
        assertThat(Units.count(1, "document")).isEqualTo("1 document");
        assertThat(Units.count(12_345, "document")).isEqualTo("12,345 documents");
        assertThat(Units.time(Duration.ofMillis(340))).isEqualTo("0.3 s");
        assertThat(Units.time(Duration.ofSeconds(75))).isEqualTo("1 min 15 s");
        assertThat(Units.rate(1234.5)).isEqualTo("1,235");
        assertThat(Units.rate(1.234)).isEqualTo("1.23");
    }
}
