package dev.kith.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Chunk;
import dev.kith.model.Heading;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A chunker cannot leave text out, invent headings or make work without end. */
class SoundnessTest {
    private static final int OFFSET = 100;
    private static final String TEXT = "One two.\n\nThree four.  \n";
    private static final ChunkRequest ASKED =
            new ChunkRequest(
                    2,
                    OFFSET,
                    false,
                    TEXT,
                    List.of(new Heading(0, 1, "A"), new Heading(110, 2, "B")));

    @Test
    void holdsOfPassagesWithAllTextInOrder() {
        assertThat(objection(chunk(0, 8), chunk(10, 21))).isEmpty();
        assertThat(objection(chunk(0, 8), chunk(4, 21))).isEmpty();
        assertThat(objection(chunk(0, 8, "A"), chunk(10, 21, "A", "B"))).isEmpty();
    }

    @Test
    void missesTextThatIsInNoPassage() {
        assertThat(objection()).contains("lacks text");
        assertThat(objection(chunk(0, 8))).contains("lacks text");
        assertThat(objection(chunk(10, 21))).contains("lacks text");
        assertThat(objection(chunk(0, 3), chunk(5, 21))).contains("lacks text");
    }

    @Test
    void needsNoPassageOfWhiteSpace() {
        var blank = new ChunkRequest(2, OFFSET, false, " \n\t\u00a0", List.of());

        assertThat(Soundness.objection(blank, new ChunkResult(2, List.of(), false))).isEmpty();
    }

    @Test
    void refusesPassagesElsewhere() {
        assertThat(objection(chunk(10, 21), chunk(0, 8))).isPresent();
        assertThat(objection(chunk(0, 21), chunk(4, 8))).get().asString().contains("out of order");
        assertThat(objection(chunk(0, 8), chunk(10, TEXT.length() + 1))).isPresent();
        assertThat(objection(new Chunk(0, 50, 1, List.of()))).isPresent();
        assertThat(Soundness.objection(ASKED, new ChunkResult(3, List.of(chunk(0, 21)), false)))
                .contains("is another segment");
    }

    @Test
    void refusesHeadingsThatAreNotAboveTheText() {
        assertThat(objection(chunk(0, 8, "C"), chunk(10, 21))).get().asString().contains("heading");
        assertThat(objection(chunk(0, 8, "A", "B"), chunk(10, 21))).isPresent();
    }

    @Test
    void refusesTheSameTextOverAndOver() {
        Chunk[] many = IntStream.range(0, 10).mapToObj(i -> chunk(i, 12 + i)).toArray(Chunk[]::new);

        assertThat(objection(many)).contains("has the same text too often");
    }

    private static Optional<String> objection(Chunk... chunks) {
        return Soundness.objection(ASKED, new ChunkResult(2, List.of(chunks), false));
    }

    private static Chunk chunk(int start, int end, String... headings) {
        return new Chunk(OFFSET + start, OFFSET + end, 1, List.of(headings));
    }
}
