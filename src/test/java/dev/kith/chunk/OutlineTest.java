package dev.kith.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Heading;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An outline knows the headings above any place, outermost first. */
class OutlineTest {
    private static final Heading BOOK = new Heading(0, 1, "Book");
    private static final Heading PART = new Heading(10, 2, "Part");
    private static final Heading CHAPTER = new Heading(20, 3, "Chapter");
    private static final Heading OTHER_PART = new Heading(30, 2, "Other part");
    private static final List<Heading> ALL = List.of(BOOK, PART, CHAPTER, OTHER_PART);

    @Test
    void closesWhatANewHeadingIsNotUnder() {
        var outline = new Outline(ALL);

        assertThat(outline.at(0)).containsExactly(BOOK);
        assertThat(outline.at(25)).containsExactly(BOOK, PART, CHAPTER);
        assertThat(outline.at(30)).containsExactly(BOOK, OTHER_PART);
    }

    @Test
    void tellsASegmentWhatIsInForceAndWhatIsInIt() {
        var segment = new Segment(1, 15, "x".repeat(10));

        assertThat(Outline.within(ALL, segment, 10_000)).containsExactly(BOOK, PART, CHAPTER);
        assertThat(Outline.within(ALL, new Segment(2, 30, "x"), 10_000))
                .containsExactly(BOOK, OTHER_PART);
    }

    @Test
    void leavesOutWhatDoesNotFitInAMessage() {
        var many = IntStream.range(0, 10_000).mapToObj(i -> new Heading(i, 1, "h")).toList();

        var fitting = Outline.within(many, new Segment(0, 0, "h".repeat(10_000)), 6_100);

        assertThat(fitting).hasSizeBetween(50, 100).isEqualTo(many.subList(0, fitting.size()));
    }
}
