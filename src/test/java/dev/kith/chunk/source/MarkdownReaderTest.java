package dev.kith.chunk.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Heading;
import org.junit.jupiter.api.Test;

/** Markdown becomes what a person would read aloud, its headings known. */
class MarkdownReaderTest {

    @Test
    void removesMarkupAndKeepsWords() {
        var read =
                read(
                        """
                        # The *Guide*

                        See [the docs](http://x.y "t") and **bold `code`**.
                        Next line. ![a cat](cat.png)
                        """);

        assertThat(read.title()).isEqualTo("The Guide");
        assertThat(read.text())
                .isEqualTo("The Guide\n\nSee the docs and bold code.\nNext line. a cat");
        assertThat(read.headings()).containsExactly(new Heading(0, 1, "The Guide"));
    }

    @Test
    void keepsCodeAsItStands() {
        var read = read("Run:\n\n```sh\nx  *y*\n\n  z\n```\n\n    <b> & c\n");

        assertThat(read.text()).isEqualTo("Run:\n\nx  *y*\n\n  z\n\n<b> & c");
    }

    @Test
    void keepsListsReadable() {
        var read = read("- one\n- two\n  1. deep\n  2. deeper\n\nafter\n\n3. c\n\n4. d\n");

        assertThat(read.text())
                .isEqualTo("- one\n- two\n  1. deep\n  2. deeper\n\nafter\n\n3. c\n\n4. d");
    }

    @Test
    void takesTheTitleFromTheFrontMatterAndDropsIt() {
        var read = read("---\ntitle: \"A title\"\ntags:\n  - x\n---\n# Other\ntext");

        assertThat(read.title()).isEqualTo("A title");
        assertThat(read.text()).isEqualTo("Other\n\ntext");
    }

    @Test
    void doesNotTakeTextBetweenRulesForFrontMatter() {
        var read = read("---\nJust some words here.\n\n---\nmore");

        assertThat(read.text()).isEqualTo("Just some words here.\n\nmore");
    }

    @Test
    void leavesTablesAsTheyStandHoweverLong() {
        String table = "| a | b |\n|---|---|\n" + "| 1 | 2 |\n".repeat(2_000);

        assertThat(read(table).text()).isEqualTo(table.strip());
    }

    @Test
    void knowsHeadingsOfBothKindsInOrder() {
        var read = read("Top\n===\n\nSub\n---\n\ntext\n\n### Deep `x` ###\n");

        assertThat(read.headings())
                .containsExactly(
                        new Heading(0, 1, "Top"),
                        new Heading(5, 2, "Sub"),
                        new Heading(16, 3, "Deep x"));
    }

    @Test
    void readsTheTextOfEmbeddedHtml() {
        var read = read("a<br>b <i>c</i>\n\n<div>\n<p>block</p>\n<script>x()</script></div>\n");

        assertThat(read.text()).isEqualTo("a\nb c\n\nblock");
    }

    private static SourceText read(String text) {
        return SourceReader.read(SourceFormat.MARKDOWN, text);
    }
}
