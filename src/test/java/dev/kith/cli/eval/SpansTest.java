package dev.kith.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.api.SearchAnswer;
import dev.kith.api.SearchAnswer.Hit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Code points of a set's text become characters of the stored text. */
class SpansTest {
    private static final String TEXT = "An 🦊 ate the grape. The grape was sour.";

    @Test
    void countsCodePointsAndTheTitleInFront() {
        // "grape" is at code point 13, which is character 14: the fox takes two; 7 for the title
        var answer = new DataSet.Answer("d", 13, 18, "grape");

        Spans.Span span = Spans.place(answer, TEXT, "Title\n\n" + TEXT);

        assertThat(span).isEqualTo(new Spans.Span("d", 7 + 14, 7 + 19));
    }

    @Test
    void findsTheAnswerWhereTheTextWasNormalised() {
        String text = "One.\r\nTwo.\r\nThe answer is here.";
        String stored = "One.\nTwo.\nThe answer is here.";
        var answer = new DataSet.Answer("d", 12 + 4, 12 + 10, "answer");

        Spans.Span span = Spans.place(answer, text, stored);

        assertThat(stored.substring(span.start(), span.end())).isEqualTo("answer");
    }

    @Test
    void countsAPassageThatHasAPartOfTheAnswer() {
        var span = List.of(new Spans.Span("d", 10, 20));

        assertThat(Spans.hit(List.of(hit("d", 0, 10)), span, 1)).isFalse();
        assertThat(Spans.hit(List.of(hit("d", 0, 11)), span, 1)).isTrue();
        assertThat(Spans.hit(List.of(hit("e", 0, 30), hit("d", 19, 30)), span, 1)).isFalse();
        assertThat(Spans.hit(List.of(hit("e", 0, 30), hit("d", 19, 30)), span, 2)).isTrue();
        assertThat(Spans.hit(List.of(hit("d", 20, 30)), span, 1)).isFalse();
    }

    private static Hit hit(String id, int start, int end) {
        return new Hit(
                1,
                id,
                "",
                1,
                new SearchAnswer.Scores(1, 1),
                "",
                start,
                end,
                List.of(),
                Map.of(),
                "",
                new SearchAnswer.Receipt("", "", "", ""));
    }
}
