package dev.kith.reputation.book;

import static dev.kith.reputation.Raters.START;
import static dev.kith.reputation.Raters.agent;
import static dev.kith.reputation.Raters.rating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.model.Capability;
import dev.kith.reputation.Raters;
import dev.kith.reputation.ReputationSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/**
 * A book is a value in a fixed order that adds ratings up in whatever order they come, forgets good
 * ones sooner than bad ones, and never grows beyond its limit.
 */
class RatingBookTest {
    private static final Weighing WEIGHING = ReputationSettings.standard().evidence();
    private static final long WEEK = Duration.ofDays(7).toMillis();

    @Test
    void halvesPraiseInAWeekAndBlameInFour() {
        BookEntry praise = only(rating(1, Verdict.PASS, START));
        BookEntry blame = only(rating(1, Verdict.FAIL, START));

        assertThat(praise.at(START, WEIGHING).pass()).isEqualTo(1);
        assertThat(praise.at(START + WEEK, WEIGHING).pass()).isEqualTo(0.5);
        assertThat(blame.at(START + 4 * WEEK, WEIGHING).fail()).isEqualTo(0.5);
        assertThat(blame.at(START + 4 * WEEK + 1, WEIGHING)).isEqualTo(Masses.NONE);
    }

    @Test
    void weighsWordsAFifthAndSmallWorkLess() {
        Rating word =
                new Rating(
                        agent(1),
                        Capability.EMBED,
                        Verdict.FAIL,
                        EvidenceKind.SUBJECTIVE,
                        64,
                        START);
        Rating small =
                new Rating(agent(1), Capability.EMBED, Verdict.PASS, EvidenceKind.AUDIT, 1, START);
        Rating large =
                new Rating(
                        agent(1), Capability.EMBED, Verdict.PASS, EvidenceKind.AUDIT, 9999, START);

        assertThat(WEIGHING.weight(word)).isEqualTo(0.2);
        assertThat(WEIGHING.weight(small)).isEqualTo(Math.log(2) / Math.log(65), within(1e-12));
        assertThat(WEIGHING.weight(large)).isEqualTo(1);
    }

    @Test
    void showsTheLastDayOnItsOwn() {
        long hour = Duration.ofHours(1).toMillis();
        RatingBook book =
                RatingBook.empty(agent(0))
                        .with(
                                List.of(
                                        rating(1, Verdict.PASS, START - 30 * hour),
                                        rating(1, Verdict.FAIL, START - hour)),
                                WEIGHING);

        Masses recent = book.entries().getFirst().recentAt(START, WEIGHING);

        assertThat(recent.pass()).isZero();
        assertThat(recent.fail()).isEqualTo(Math.pow(2, -1.0 / (28 * 24)), within(1e-9));
        assertThat(book.entries().getFirst().passes()).isEqualTo(1);
        assertThat(book.entries().getFirst().fails()).isEqualTo(1);
    }

    @RepeatedTest(20)
    void addsUpTheSameInAnyOrder(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        var random = new SplittableRandom(seed);
        List<Rating> ratings = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ratings.add(
                    rating(
                            1 + random.nextInt(5),
                            Raters.verdict(random),
                            START - random.nextLong(3 * WEEK)));
        }
        RatingBook one = RatingBook.empty(agent(0)).with(ratings, WEIGHING);
        Collections.shuffle(ratings, new Random(seed));
        RatingBook other = RatingBook.empty(agent(0));
        for (Rating rating : ratings) other = other.with(List.of(rating), WEIGHING);

        assertThat(other.entries()).as("seed " + seed).hasSameSizeAs(one.entries());
        for (int i = 0; i < one.entries().size(); i++) {
            BookEntry a = one.entries().get(i);
            BookEntry b = other.entries().get(i);
            assertThat(b.subject()).isEqualTo(a.subject());
            assertThat(b.passes()).isEqualTo(a.passes());
            same(a.at(START, WEIGHING), b.at(START, WEIGHING), seed);
            same(a.recentAt(START, WEIGHING), b.recentAt(START, WEIGHING), seed);
        }
    }

    @Test
    void keepsThoseThatWereRatedLast() {
        List<Rating> ratings = new ArrayList<>();
        for (int i = 1; i <= 600; i++) ratings.add(rating(i, Verdict.PASS, START + i));

        RatingBook book = RatingBook.empty(agent(0)).with(ratings, WEIGHING);

        assertThat(book.entries()).hasSize(512).isSorted();
        assertThat(book.entries().getFirst().subject()).isEqualTo(agent(89));
    }

    @Test
    void refusesWhatNoHonestBookHas() {
        BookEntry one = only(rating(1, Verdict.PASS, START));
        BookEntry two = only(rating(2, Verdict.PASS, START));

        assertThatThrownBy(() -> new RatingBook(agent(1), List.of(one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RatingBook(agent(0), List.of(two, one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RatingBook(agent(0), List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Masses(Double.NaN, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Masses(0, -1, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void staysCalmAboutImpossibleTimes() {
        BookEntry hostile =
                new BookEntry(
                        agent(1),
                        Capability.EMBED,
                        new Masses(1e12, 0, 0, 1e12),
                        Long.MAX_VALUE,
                        0,
                        Long.MAX_VALUE,
                        List.of(
                                new BookEntry.Slot(Long.MIN_VALUE, new Masses(1e12, 0, 0, 0)),
                                new BookEntry.Slot(Long.MAX_VALUE, new Masses(1e12, 0, 0, 0))));

        assertThat(hostile.at(START, WEIGHING).total()).isEqualTo(2e12);
        assertThat(hostile.recentAt(START, WEIGHING)).isEqualTo(Masses.NONE);
    }

    private static BookEntry only(Rating rating) {
        return RatingBook.empty(agent(0)).with(List.of(rating), WEIGHING).entries().getFirst();
    }

    private static void same(Masses a, Masses b, int seed) {
        assertThat(List.of(b.pass(), b.late(), b.error(), b.fail()))
                .as("seed " + seed)
                .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-9 ? 0 : 1)
                .isEqualTo(List.of(a.pass(), a.late(), a.error(), a.fail()));
    }
}
