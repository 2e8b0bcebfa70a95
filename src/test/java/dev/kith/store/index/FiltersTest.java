package dev.kith.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.model.SearchMode;
import dev.kith.wire.PartitionSearch.Query;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter's promise: it keeps exactly the documents that it says, or says what is wrong. */
class FiltersTest {
    @TempDir static Path folder;
    private static PartitionIndex index;

    @BeforeAll
    static void fill() {
        index = LucenePartitionIndex.open(folder, Fixture.SETTINGS);
        put("a", "Peer to Peer", Map.of("year", "2019", "topic", "Networks", "price", "10"));
        put("b", "Graphs", Map.of("year", "2021", "topic", "graphs", "price", "9.5"));
        put("c", "", Map.of("year", "2024", "topic", "peer groups", "due", "2024-02-29"));
        put("d", "Éclair", Map.of("due", "2024-03-01T10:30:00+02:00", "My Field", "a:b \"c\""));
        put("e", "To be or not", Map.of("year", "-3", "to", "x", "long", "y".repeat(40_000)));
        index.put(
                Fixture.document(Fixture.key("other", "z"), 1, "Graphs", Map.of("year", "2019")),
                List.of(Fixture.passage(0, "tree", Fixture.vector(new Random(1), 8))));
        index.refresh();
    }

    private static void put(String id, String title, Map<String, String> metadata) {
        index.put(
                Fixture.document(Fixture.key("notes", id), 1, title, metadata),
                List.of(Fixture.passage(0, "tree", Fixture.vector(new Random(2), 8))));
    }

    @AfterAll
    static void close() {
        index.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~                                      | abcde",
                "year:2019                               | a",
                "YEAR : 2019                             | a",
                "year:2019.0                             | a",
                "year:2019 OR year:2021                  | ab",
                "year:2019 or year:2021 Or year:2024     | abc",
                "year:2019 AND topic:networks            | a",
                "year:2019 topic:networks                | a",
                "year:2019 topic:graphs                  | ~~",
                "NOT year:2019                           | bcde",
                "not not year:2019                       | a",
                "NOT (year:2019 OR year:2021)            | cde",
                "year:* NOT year:2019                    | bce",
                "year:2021 OR year:2019 AND topic:none   | b",
                "(year:2021 OR year:2019)AND price:*     | ab",
                "year:[2019 TO 2021]                     | ab",
                "year:{2019 TO 2021]                     | b",
                "year:[2019 to 2021}                     | a",
                "year:[* TO 2019]                        | ae",
                "year:[2020 TO *]                        | bc",
                "year:[* TO *]                           | abce",
                "year:>2019                              | bc",
                "year:>=2019                             | abc",
                "year:<2019                              | e",
                "year:<= -3                              | e",
                "year:[2021 TO 2019]                     | ~~",
                "price:>9.4 price:<10                    | b",
                "price:1e1                               | a",
                "due:2024-02-29                          | c",
                "due:2024                                | cd",
                "due:2024-03                             | d",
                "due:2024-03-01                          | d",
                "due:2024-03-01T08:30Z                   | d",
                "due:2024-03-01T08:30:01Z                | ~~",
                "due:>2024-02-29                         | d",
                "due:>=2024-02-29                        | cd",
                "due:<2024-03-01                         | c",
                "due:<=2024-03-01                        | cd",
                "due:[2024-02 TO 2024-02-29]             | c",
                "due:[2024-02-29 TO 2025}                | cd",
                "due:>2024                               | ~~",
                "topic:\"peer groups\"                   | c",
                "topic:\"Peer  groups\"                  | ~~",
                "topic:peer                              | ~~",
                "topic:\"*\"                             | ~~",
                "\"my field\":\"A:B \\\"c\\\"\"          | d",
                "title:peer                              | a",
                "title:\"peer to\"                       | a",
                "title:éclair                            | d",
                "title:E\u0301CLAIR                      | d",
                "title:*                                 | abde",
                "title:\"be or NOT\"                     | e",
                "to:x                                    | e",
                "id:B                                    | b",
                "format:plain id:e                       | e",
                "format:html                             | ~~",
                "unknown:1                               | ~~",
                "topic:2019                              | ~~",
                "NOT unknown:*                           | abcde"
            })
    void keepsWhatItSays(String filter, String documents) throws FilterException {
        assertThat(search(filter)).isEqualTo(documents);
    }

    @Test
    void findsValuesOfAnyLength() throws FilterException {
        assertThat(search("long:*")).isEqualTo("e");
        assertThat(search("long:" + "y".repeat(1900))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "year                 | 5  | expected ':' and a value after the field year, found"
                        + " the end",
                "year:                | 6  | expected a value for the field year, found the end",
                ":2019                | 1  | expected a field and its value",
                "year:2019 AND        | 14 | expected a field and its value",
                "AND year:2019        | 1  | expected a field and its value, found 'A'",
                "(year:2019           | 11 | expected AND, OR, or ')', found the end",
                "year:2019)           | 10 | expected AND, OR, or the end, found ')'",
                "year:[2019 2020]     | 12 | expected TO between the two bounds, found '2'",
                "year:[2019 TO 2020   | 19 | expected ']' or '}', found the end",
                "year:[a TO b]        | 6  | bounds must be numbers, or dates such as 2024-05-31",
                "year:[5 TO 2024-01]  | 6  | bounds must be numbers, or dates",
                "due:>2023-02-29      | 5  | bounds must be numbers, or dates",
                "year:>               | 7  | expected a number, a date, or *, found the end",
                "topic:\"graphs       | 7  | this quotation mark is never closed",
                "topic:gra*           | 7  | '*' stands alone",
                "NOT                  | 4  | expected a field and its value",
                "year:2019 OR OR a:b  | 14 | expected a field and its value, found 'O'",
                "()                   | 2  | expected a field and its value"
            })
    void saysWhereAndWhatIsWrong(String filter, int character, String problem) {
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> Filters.check(filter))
                .withMessageStartingWith("filter, character " + character + ": " + problem)
                .satisfies(e -> assertThat(e.position()).isEqualTo(character - 1));
        assertThatExceptionOfType(FilterException.class).isThrownBy(() -> search(filter));
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        String deep = "(".repeat(Filters.DEPTH_MAX) + "a:b" + ")".repeat(Filters.DEPTH_MAX);
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> Filters.check(deep))
                .withMessageContaining("nested deeper than 32");
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> Filters.check("NOT ".repeat(450) + "a:b"))
                .withMessageContaining("nested deeper than 32");
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> Filters.check("a".repeat(Filters.CHARS_MAX + 1)))
                .withMessageContaining("longer than 2000 characters");
        assertThatCode(() -> Filters.check(deep.substring(1, deep.length() - 1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> Filters.check("a:b OR ".repeat(280) + "c:d"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void readsOrRefusesAnything(long seed) {
        String[] parts = {
            "a",
            "year",
            ":",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\\",
            " ",
            "AND",
            "or",
            "NOT",
            "TO",
            "*",
            ">",
            "<",
            "=",
            "2024",
            "2024-13-45",
            "2024-01-01T99:00Z",
            "1e999",
            "é",
            "\ud83c\udf33",
            "\ud800",
            "\0",
            "\u00a0",
            "\t",
            "-",
            ".",
            "+2",
            "99999999999999999999"
        };
        var random = new Random(seed);
        for (int i = 0; i < 4000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(14);
            for (int p = 0; p < length; p++) text.append(parts[random.nextInt(parts.length)]);
            String filter = text.toString();
            try {
                assertThat("abcde").as(filter).containsSubsequence(search(filter).split(""));
            } catch (FilterException e) {
                assertThat(e.position()).as(filter).isBetween(0, filter.length());
            }
        }
    }

    private static String search(String filter) throws FilterException {
        var query = new Query("notes", "tree", "", SearchMode.KEYWORD, filter, 10);
        String byWords = found(query);
        String vector = Fixture.vector(new Random(2), 8).toBase64();
        var byMeaning = new Query("notes", "", vector, SearchMode.SEMANTIC, filter, 10);
        assertThat(found(byMeaning)).isEqualTo(byWords);
        return byWords;
    }

    private static String found(Query query) throws FilterException {
        return index.candidates(query, index.statistics(query)).stream()
                .map(candidate -> candidate.passage().document())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining());
    }
}
