package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

/** A list in the settings may be given in each way in which people and systems give them. */
class WordsTest {
    @Test
    void readsListsAndTextsAndPlaces() {
        for (String given :
                new String[] {
                    "seeds = [a, b]",
                    "seeds = \"a, b\"",
                    "seeds.1 = b, seeds.0 = a",
                    "seeds = \"a,,b,\""
                }) {
            Object setting = ConfigFactory.parseString(given).getAnyRef("seeds");
            assertThat(Words.of(setting)).as(given).containsExactly("a", "b");
        }
        assertThat(Words.of("")).isEmpty();
    }
}
