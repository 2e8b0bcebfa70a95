package dev.kith.chunk.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Heading;
import org.junit.jupiter.api.Test;

/** reStructuredText loses its markup and none of its words. */
class RestructuredReaderTest {

    @Test
    void levelsTitlesByTheOrderOfTheirAdornments() {
        var read =
                read(
                        """
                        =====
                        Title
                        =====

                        Part
                        ----

                        text

                        Chapter
                        ~~~~~~~

                        Part two
                        --------
                        """);

        assertThat(read.title()).isEqualTo("Title");
        assertThat(read.text()).isEqualTo("Title\n\nPart\n\ntext\n\nChapter\n\nPart two");
        assertThat(read.headings())
                .containsExactly(
                        new Heading(0, 1, "Title"),
                        new Heading(7, 2, "Part"),
                        new Heading(19, 3, "Chapter"),
                        new Heading(28, 2, "Part two"));
    }

    @Test
    void unwrapsInlineMarkup() {
        assertThat(
                        read("*em* and **strong**, ``x * y``, :func:`~os.path`, `Python"
                                        + " <http://p.org>`_, `phrase ref`__, name_, [1]_,"
                                        + " :pep:`8`, a\\*b, 2 * 3 * 4, __init__, foo_bar.")
                                .text())
                .isEqualTo(
                        "em and strong, x * y, os.path, Python, phrase ref, name, [1], PEP 8, a*b,"
                                + " 2 * 3 * 4, __init__, foo_bar.");
    }

    @Test
    void unwrapsMarkupThatSpansLines() {
        assertThat(read("See `the long\nname <http://x\n.y>`_ and *two\nwords*.").text())
                .isEqualTo("See the long\nname and two\nwords.");
    }

    @Test
    void keepsWhatDirectivesSayAndDropsTheirOptions() {
        var read =
                read(
                        """
                        .. note::
                           :class: wide

                           Mind the *gap*.

                        .. warning:: Hot!

                        .. code-block:: python
                           :linenos:

                           x = *a
                           if x:
                               pass

                        .. toctree::
                           :maxdepth: 2

                           one

                        end
                        """);

        assertThat(read.text())
                .isEqualTo("   Mind the gap.\n\nHot!\n\nx = *a\nif x:\n    pass\n\nend");
    }

    @Test
    void dropsCommentsAndTargetsAndKeepsFootnotes() {
        var read =
                read(
                        """
                        .. a comment
                           of two lines

                        before

                        .. _target: http://x.y
                        .. [1] A footnote
                           on two lines.

                        ..
                           Local Variables:
                        """);

        assertThat(read.text()).isEqualTo("before\n\n[1] A footnote\n   on two lines.");
    }

    @Test
    void keepsLiteralBlocksAsTheyStand() {
        var read = read("Like this::\n\n  *x*\n\n    ``y``\n\nafter *z*\n\n::\n\n  q_\n");

        assertThat(read.text()).isEqualTo("Like this:\n\n*x*\n\n  ``y``\n\nafter z\n\nq_");
    }

    @Test
    void keepsAPepsHeaderAndTakesItsTitle() {
        var read =
                read("PEP: 8\nTitle: Style Guide\n  for Python\nStatus: Active\n\nIntro\n=====\n");

        assertThat(read.title()).isEqualTo("Style Guide for Python");
        assertThat(read.text())
                .startsWith("PEP: 8\nTitle: Style Guide\n  for Python\nStatus: Active");
        assertThat(read.headings()).extracting(Heading::text).containsExactly("Intro");
    }

    @Test
    void putsSubstitutionsInPlace() {
        assertThat(read("|v| and |w| and a|b|c\n\n.. |v| replace:: version 3").text())
                .isEqualTo("version 3 and |w| and a|b|c");
    }

    @Test
    void dropsTheRulesOfTablesAndKeepsTheirCells() {
        assertThat(read("=====  =====\nA      B\n=====  =====\n1      2\n=====  =====\n").text())
                .isEqualTo("A      B\n1      2");
        assertThat(read("+---+---+\n| a | b |\n+---+---+\n").text()).isEqualTo("| a | b |");
    }

    @Test
    void readsADirectiveThatEndsTheDocument() {
        assertThat(read(".. warning:: Hot!").text()).isEqualTo("Hot!");
        assertThat(read(".. note::").text()).isEmpty();
        assertThat(read("code::").text()).isEqualTo("code:");
    }

    private static SourceText read(String text) {
        return SourceReader.read(SourceFormat.RESTRUCTURED, text);
    }
}
