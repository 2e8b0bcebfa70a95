package dev.kith.reputation.karma;

import static dev.kith.reputation.Raters.START;
import static dev.kith.reputation.Raters.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Work earns karma that fades, a lie costs all of it, and it buys a share, never more. */
class KarmaTest {
    private static final KarmaSettings SETTINGS =
            KarmaSettings.from(ConfigFactory.load("application").getConfig("kith.karma"));
    private static final Duration HALF_LIFE = SETTINGS.halfLife();
    private static final long WEEK = HALF_LIFE.toMillis();
    private static final double EXACT = 1e-12;

    private final KarmaBook book = KarmaBook.EMPTY.credit(agent(1), 8, START, HALF_LIFE);

    @Test
    void halvesInAWeek() {
        assertThat(karma(book, START)).isEqualTo(8);
        assertThat(karma(book, START + WEEK)).isEqualTo(4, within(EXACT));
        assertThat(karma(book, START + 3 * WEEK)).isEqualTo(1, within(EXACT));
    }

    @Test
    void addsUpTheSameInAnyOrder() {
        KarmaBook late = book.credit(agent(1), 3, START - WEEK, HALF_LIFE);
        KarmaBook early =
                KarmaBook.EMPTY
                        .credit(agent(1), 3, START - WEEK, HALF_LIFE)
                        .credit(agent(1), 8, START, HALF_LIFE);

        assertThat(karma(late, START)).isEqualTo(9.5, within(EXACT));
        assertThat(karma(early, START)).isEqualTo(9.5, within(EXACT));
    }

    @Test
    void takesBackExactlyWhatIsLeftOfACredit() {
        KarmaBook more = book.credit(agent(1), 5, START + WEEK, HALF_LIFE);

        KarmaBook less = more.revoke(agent(1), 8, START, HALF_LIFE);

        assertThat(karma(less, START + WEEK)).isEqualTo(5, within(EXACT));
    }

    @Test
    void neverFallsBelowNothing() {
        KarmaBook none = book.revoke(agent(1), 100, START, HALF_LIFE);

        assertThat(karma(none, START)).isZero();
        assertThat(karma(none.revoke(agent(2), 1, START, HALF_LIFE), START)).isZero();
    }

    @Test
    void losesAllForAProvenLie() {
        KarmaBook proven = book.proven(agent(1), START + 1);

        assertThat(karma(proven, START + 1)).isZero();
        assertThat(karma(proven.revoke(agent(1), 8, START, HALF_LIFE), START + 2)).isZero();
    }

    @Test
    void paysByTheTariff() {
        Tariff tariff = new Tariff(SETTINGS);

        assertThat(tariff.embedded(50, 4)).isEqualTo(2);
        assertThat(tariff.cut(10)).isEqualTo(1, within(EXACT));
    }

    @Test
    void buysPriorityByItsLogarithm() {
        assertThat(Karma.NONE.priority(START, HALF_LIFE)).isEqualTo(1);
        assertThat(new Karma(1, START).priority(START, HALF_LIFE)).isEqualTo(2, within(EXACT));
        assertThat(new Karma(1023, START).priority(START, HALF_LIFE)).isEqualTo(11, within(1e-9));
    }

    @Test
    void endsAQuotaAndFillsItAgain() {
        RequestQuota quota = RequestQuota.full(0, START, SETTINGS);
        for (int i = 0; i < 60; i++) quota = quota.take(0, START, SETTINGS).orElseThrow();

        assertThat(quota.take(0, START, SETTINGS)).isEmpty();
        assertThat(quota.wait(0, START, SETTINGS)).isEqualTo(Duration.ofSeconds(1));
        assertThat(quota.take(0, START + 999, SETTINGS)).isEmpty();
        assertThat(quota.take(0, START + 1000, SETTINGS)).isPresent();
        assertThat(quota.wait(0, START + 1000, SETTINGS)).isZero();
    }

    @Test
    void holdsMoreForThoseThatDidMoreAndNeverMoreThanItsSize() {
        RequestQuota quota = RequestQuota.full(1000, START, SETTINGS);

        assertThat(RequestQuota.size(1000, SETTINGS)).isEqualTo(160);
        assertThat(quota.take(1000, START + WEEK, SETTINGS).orElseThrow().tokens()).isEqualTo(159);
        assertThat(quota.take(0, START, SETTINGS).orElseThrow().tokens()).isEqualTo(59);
    }

    @Test
    void doesNotFillWhenClocksGoBack() {
        RequestQuota empty = new RequestQuota(0, START);

        assertThat(empty.take(0, START - WEEK, SETTINGS)).isEmpty();
        assertThat(new Karma(8, START).at(START - WEEK, HALF_LIFE)).isEqualTo(8);
    }

    @Test
    void letsGoOfThePoorestWhereThereAreTooMany() {
        KarmaBook book = KarmaBook.EMPTY;
        for (int i = 1; i <= 5; i++) book = book.credit(agent(i), i, START, HALF_LIFE);

        assertThat(book.largest(2, START, HALF_LIFE).accounts())
                .containsOnlyKeys(agent(4), agent(5));
        assertThat(book.largest(5, START, HALF_LIFE)).isEqualTo(book);
    }

    private static double karma(KarmaBook book, long now) {
        return book.of(agent(1)).at(now, HALF_LIFE);
    }
}
