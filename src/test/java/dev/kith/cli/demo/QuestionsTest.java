package dev.kith.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.cli.source.Item;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Questions come from what documents say, evenly over the whole input. */
class QuestionsTest {
    @Test
    void prefersATitleThatSaysSomething() {
        assertThat(Questions.question("{\"title\":\"How bees find home\",\"text\":\"x\"}"))
                .contains("How bees find home");
        assertThat(
                        Questions.question(
                                "{\"title\":\"index.rst\",\"text\":\"# Bees\\n\\nBees find their"
                                        + " way home by the **sun**. Then they dance.\"}"))
                .contains("Bees find their way home by the sun");
        assertThat(Questions.question("{\"text\":\"short\"}")).isEmpty();
        assertThat(Questions.question("not json")).isEmpty();
    }

    @Test
    void spreadsOverAllDocumentsHoweverMany() {
        Questions questions = new Questions(4);
        for (int i = 0; i < 1000; i++) {
            String name = "title of the document " + (char) ('a' + i / 100) + (char) ('a' + i % 10);
            questions.see(
                    new Item.Line("d" + i, Optional.empty(), "{\"title\":\"" + name + "\"}", 1, 1));
        }

        assertThat(questions.chosen()).hasSize(4).doesNotHaveDuplicates();
        assertThat(questions.chosen().getFirst()).startsWith("title of the document a");
        assertThat(questions.chosen().getLast()).matches("title of the document [f-j].");
    }
}
