package dev.kith.chunk.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Heading;
import org.junit.jupiter.api.Test;

/** An HTML page becomes the text that a browser would show. */
class HtmlReaderTest {

    @Test
    void readsBlocksHeadingsAndTheTitle() {
        var read =
                read(
                        "<html><head><title>The &amp; page</title><style>p{}</style></head><body>"
                                + "<nav>menu</nav><h1>Top <i>heading</i></h1><p>One   <a"
                                + " href=x>link</a>\nhere.</p><p>Two<br>lines&nbsp;&lt;3</p>"
                                + "<script>x()</script><noscript>n</noscript>"
                                + "<template>t</template><h2>Sub</h2>end</body></html>");

        assertThat(read.title()).isEqualTo("The & page");
        assertThat(read.text())
                .isEqualTo("Top heading\n\nOne link here.\n\nTwo\nlines\u00A0<3\n\nSub\n\nend");
        assertThat(read.headings())
                .containsExactly(new Heading(0, 1, "Top heading"), new Heading(43, 2, "Sub"));
    }

    @Test
    void readsAListItemAndATableRowALine() {
        var read =
                read(
                        "<ul><li>a<li><p>b</p><ol><li>c<li>d</ol></ul><table><tr><th>x</th><th>y"
                            + "</th></tr><tr><td><p>1</p></td><td></td><td>3</td></tr></table>");

        assertThat(read.text()).isEqualTo("- a\n- b\n1. c\n2. d\n\nx\ty\n1\t\t3");
    }

    @Test
    void keepsPreformattedTextAsItStands() {
        assertThat(read("<p>a</p><pre>x  y\n\n  z</pre>b").text())
                .isEqualTo("a\n\nx  y\n\n  z\n\nb");
    }

    @Test
    void readsTagSoup() {
        assertThat(read("a<b>c</i>d<p>e</b>f<td>g</table>h").text()).contains("acd", "ef");
        assertThat(read("no tags at all").text()).isEqualTo("no tags at all");
    }

    @Test
    void readsWhatIsNestedDeeplyWithoutAStack() {
        String deep = "<div>".repeat(100_000) + "deep";
        String tables = "<table><tr><td>".repeat(20_000) + "deep";

        assertThat(read(deep).text()).isEqualTo("deep");
        assertThat(read(tables).text()).contains("deep");
    }

    private static SourceText read(String text) {
        return SourceReader.read(SourceFormat.HTML, text);
    }
}
