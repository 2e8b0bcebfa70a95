package dev.kith.reputation;

import static dev.kith.reputation.Raters.SETTINGS;
import static dev.kith.reputation.Raters.TRADE;
import static dev.kith.reputation.Raters.agent;
import static dev.kith.reputation.Raters.rating;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.model.Capability;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.book.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * An agent believes what it has seen, and others as far as they have seen the same; no number of
 * ratings by liars, friends or strangers counts for more than its limit.
 */
class ReputationTest {
    private static final double EXACT = 1e-12;

    private final Raters raters = new Raters();

    @Test
    void knowsNothingOfAnUnknownAgent() {
        Score score = raters.score(9);

        assertThat(score.trust()).isEqualTo(0.5);
        assertThat(score.evidence()).isZero();
        assertThat(score.integrityBound()).isEqualTo(0.5 - 1.64 * Math.sqrt(1 / 12.0));
        assertThat(score.raters()).isZero();
    }

    @Test
    void countsAllThatItHasSeenItself() {
        raters.says(0, 1, Verdict.PASS, 100).says(0, 1, Verdict.FAIL, 20);

        Belief integrity = raters.score(1).integrity();

        assertThat(integrity.parts().ownGood()).isEqualTo(100, within(EXACT));
        assertThat(integrity.trust()).isEqualTo(101 / 122.0, within(EXACT));
    }

    @Test
    void countsARaterByHowMuchItAgreesWithOwnExperience() {
        for (int subject = 10; subject < 20; subject++) {
            Verdict seen = subject % 2 == 0 ? Verdict.PASS : Verdict.FAIL;
            Verdict opposite = subject % 2 == 0 ? Verdict.FAIL : Verdict.PASS;
            raters.says(0, subject, seen, 3).says(1, subject, seen, 1);
            raters.says(2, subject, opposite, 1);
        }

        Credibility friend = raters.reputation().credibility(agent(1));
        Credibility liar = raters.reputation().credibility(agent(2));

        assertThat(friend.similarity()).isEqualTo(1);
        assertThat(friend.blended()).isEqualTo((10 + 4 * 0.3) / 14, within(EXACT));
        assertThat(friend.weight()).isEqualTo(Math.pow((10 + 4 * 0.3) / 14, 3), within(EXACT));
        assertThat(liar.similarity()).isEqualTo(0, within(EXACT));
        assertThat(liar.weight()).isLessThan(0.001);
    }

    @Test
    void limitsWhatOneRaterCountsOnOneSubject() {
        agreeing(1);
        raters.says(1, 50, Verdict.PASS, 1000);

        double weight = raters.reputation().credibility(agent(1)).weight();

        assertThat(raters.score(50).evidence()).isEqualTo(5 * weight, within(1e-9));
    }

    @Test
    void limitsItOverAllTradesTogether() {
        agreeing(1);
        raters.says(1, 50, Verdict.PASS, 100);
        for (Capability trade : Capability.values()) {
            for (int i = 0; i < 100; i++) raters.says(1, inTrade(50, trade, Verdict.PASS));
        }

        double weight = raters.reputation().credibility(agent(1)).weight();

        assertThat(raters.score(50).evidence()).isEqualTo(5 * weight, within(1e-9));
    }

    @Test
    void limitsWhatAllStrangersTogetherCount() {
        for (int stranger = 1; stranger <= 500; stranger++) {
            raters.says(stranger, 900, Verdict.PASS, 20);
        }

        Score score = raters.score(900);

        assertThat(score.evidence()).isEqualTo(2, within(1e-9));
        assertThat(score.raters()).isEqualTo(500);
    }

    @Test
    void leavesOutWhatAnAgentSaysOfItself() {
        RatingBook book =
                RatingBook.empty(agent(3))
                        .with(List.of(rating(3, Verdict.PASS, Raters.START)), SETTINGS.evidence());

        assertThat(book.entries()).isEmpty();
    }

    @Test
    void hardlyMindsSlander() {
        agreeing(1);
        raters.says(0, 50, Verdict.PASS, 10);
        for (int rater = 100; rater < 300; rater++) raters.says(rater, 50, Verdict.FAIL, 50);
        Rating word =
                new Rating(
                        agent(50), TRADE, Verdict.FAIL, EvidenceKind.SUBJECTIVE, 64, raters.now());

        double before = raters.score(50).trust();
        double after = raters.says(1, word).score(50).trust();

        assertThat(before).isGreaterThan(0.78);
        assertThat(before - after).isBetween(0.0, 0.01);
    }

    @Test
    void ignoresRatersThatWereProvenWrong() {
        agreeing(1);
        raters.says(1, 50, Verdict.PASS, 5);

        raters.know(new Circle(Set.of(agent(1)), Set.of(agent(1)), Set.of(agent(1))));

        assertThat(raters.score(50).evidence()).isZero();
        assertThat(raters.reputation().credibility(agent(1))).isEqualTo(Credibility.NONE);
    }

    @Test
    void believesFoundersFromTheStart() {
        raters.says(1, 50, Verdict.PASS, 5).know(new Circle(Set.of(agent(1)), Set.of(), Set.of()));

        assertThat(raters.reputation().credibility(agent(1)).weight()).isEqualTo(0.8);
        assertThat(raters.score(50).evidence()).isEqualTo(4, within(EXACT));
    }

    @Test
    void countsAFifthOfAWrongResultThatIsNotShown() {
        raters.says(1, 50, Verdict.FAIL, 5).know(new Circle(Set.of(agent(1)), Set.of(), Set.of()));
        assertThat(raters.score(50).integrity().trust())
                .isEqualTo(1 / (2 + 0.8 * 5), within(EXACT));

        raters.showsNothing(1);

        assertThat(raters.score(50).integrity().trust())
                .isEqualTo(1 / (2 + 0.8 * 1), within(EXACT));
    }

    @Test
    void believesThoseThatTheSameAuthorityAdmittedALittleMore() {
        raters.know(new Circle(Set.of(), Set.of(agent(1)), Set.of()));

        assertThat(raters.reputation().credibility(agent(1)).weight()).isEqualTo(0.125);
        assertThat(raters.reputation().credibility(agent(2)).weight())
                .isEqualTo(0.027, within(EXACT));
    }

    @Test
    void seesAtOnceWhenAGoodAgentTurnsBad() {
        for (int day = 0; day < 20; day++) {
            raters.says(0, 1, Verdict.PASS, 10).after(Duration.ofDays(1));
        }
        raters.after(Duration.ofDays(1));
        Score good = raters.score(1);
        Score bad = raters.says(0, 1, Verdict.FAIL, 6).score(1);

        assertThat(good.integrity().recentCounts()).isFalse();
        assertThat(good.trust()).isGreaterThan(0.95);
        assertThat(bad.integrity().recentCounts()).isTrue();
        assertThat(bad.trust()).isEqualTo(1 / 8.0, within(EXACT));
        assertThat(bad.integrityBound()).isLessThan(0.01);
    }

    @Test
    void doesNotLetAnAgentThatWasBadBuyTrustBackInADay() {
        raters.says(0, 1, Verdict.FAIL, 20).after(Duration.ofDays(2));

        raters.says(0, 1, Verdict.PASS, 20);

        assertThat(raters.score(1).integrity().recentCounts()).isFalse();
        assertThat(raters.score(1).trust()).isLessThan(0.55);
    }

    @Test
    void keepsHonestyAndReliabilityApart() {
        raters.says(0, 1, Verdict.ERROR, 10).says(0, 1, Verdict.LATE, 10);
        raters.says(0, 2, Verdict.FAIL, 10);

        Score slow = raters.score(1);
        Score liar = raters.score(2);

        assertThat(slow.trust()).isEqualTo(0.5);
        assertThat(slow.reliability().trust()).isEqualTo((1 + 7.5) / 22, within(EXACT));
        assertThat(liar.trust()).isEqualTo(1 / 12.0, within(EXACT));
        assertThat(liar.reliability().trust()).isEqualTo(0.5);
        assertThat(liar.scheduling(1, 0)).isLessThan(slow.scheduling(1, 0));
    }

    @Test
    void countsAQuarterOfWhatIsKnownOfOtherTrades() {
        for (int i = 0; i < 8; i++) raters.says(0, inTrade(1, Capability.CHUNK, Verdict.PASS));

        assertThat(raters.score(1).evidence()).isEqualTo(2, within(EXACT));
        assertThat(raters.score(1).trust()).isEqualTo(3 / 4.0, within(EXACT));
    }

    @Test
    void givesLessWorkToTheBusyAndTheUnfit() {
        Score score = raters.says(0, 1, Verdict.PASS, 50).score(1);

        assertThat(score.scheduling(1, 1)).isEqualTo(score.scheduling(1, 0) / 2, within(EXACT));
        assertThat(score.scheduling(0.5, 0)).isEqualTo(score.scheduling(1, 0) / 2, within(EXACT));
    }

    @Test
    void endsTheSameWhateverTheOrderOfBooks() {
        var random = new SplittableRandom(4);
        for (int i = 0; i < 2000; i++) {
            int rater = random.nextInt(20);
            int subject = (rater + 1 + random.nextInt(19)) % 20;
            Verdict verdict = Raters.verdict(random);
            raters.says(rater, rating(subject, verdict, raters.now() - random.nextInt(1 << 30)));
        }
        var inOrder = raters.reputation().scores(TRADE);
        var shuffled = new ArrayList<>(raters.books());
        Collections.shuffle(shuffled, new Random(5));
        var other = new Reputation(agent(0), raters.roster(), SETTINGS);
        for (WeighedBook book : shuffled) {
            other.accept(book);
            other.score(agent(3), TRADE);
        }

        assertThat(other.scores(TRADE)).hasSize(19).isEqualTo(inOrder);
    }

    @Test
    void forgetsABookAsIfItHadNeverBeen() {
        agreeing(1);
        var without = raters.reputation().scores(TRADE);
        raters.says(2, 50, Verdict.PASS, 5).says(2, 10, Verdict.FAIL, 5);

        Reputation reputation = raters.reputation();
        reputation.scores(TRADE);
        reputation.forget(agent(2));

        assertThat(reputation.scores(TRADE)).containsAllEntriesOf(without);
        assertThat(reputation.score(agent(50), TRADE).evidence()).isZero();
    }

    /** Gives a rater ten subjects on which it agrees with the evaluator. */
    private void agreeing(int rater) {
        for (int subject = 10; subject < 20; subject++) {
            raters.says(0, subject, Verdict.PASS, 3).says(rater, subject, Verdict.PASS, 3);
        }
    }

    private Rating inTrade(int subject, Capability trade, Verdict verdict) {
        return new Rating(agent(subject), trade, verdict, EvidenceKind.AUDIT, 64, raters.now());
    }
}
