package dev.kith.chunk.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A format is known by its media type and by its file name. */
class SourceFormatTest {

    @Test
    void readsMediaTypesWithParametersInAnyCase() {
        assertThat(SourceFormat.fromMediaType("Text/HTML; charset=utf-8"))
                .contains(SourceFormat.HTML);
        assertThat(SourceFormat.fromMediaType("text/markdown")).contains(SourceFormat.MARKDOWN);
        assertThat(SourceFormat.fromMediaType("text/x-rst")).contains(SourceFormat.RESTRUCTURED);
        assertThat(SourceFormat.fromMediaType("application/pdf")).isEmpty();
    }

    @Test
    void readsFileNamesInAnyCase() {
        assertThat(SourceFormat.fromFileName("docs/READ.ME.MD")).contains(SourceFormat.MARKDOWN);
        assertThat(SourceFormat.fromFileName("pep-0008.rst")).contains(SourceFormat.RESTRUCTURED);
        assertThat(SourceFormat.fromFileName("notes.txt")).contains(SourceFormat.PLAIN);
        assertThat(SourceFormat.fromFileName("txt")).isEmpty();
        assertThat(SourceFormat.fromFileName("photo.jpeg")).isEmpty();
    }

    @Test
    void knowsWhatItCallsItself() {
        for (SourceFormat format : SourceFormat.values()) {
            assertThat(SourceFormat.fromMediaType(format.mediaType())).contains(format);
        }
    }
}
