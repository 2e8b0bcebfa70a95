package dev.kith.audit.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.compare.NumericClass;
import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Auditors are independent, and who is wrong is never decided by fewer than there must be. */
class ChoiceTest {
    private static final AuditSettings SETTINGS = AuditSettings.shipped();
    private static final UnitVector RIGHT = UnitVector.of(1, 2, 3);
    private static final UnitVector WRONG = UnitVector.of(3, -2, 1);
    private static final UnitVector OTHER = UnitVector.of(-1, 5, 0);

    private final Agreement agreement = new Agreement(SETTINGS.tolerances());
    private final TieBreak tieBreak = new TieBreak(SETTINGS.auditors(), agreement);
    private final Acceptance acceptance = new Acceptance(SETTINGS.auditors(), agreement);
    private final AuditorChoice choice =
            new AuditorChoice(SETTINGS.auditors(), new SplittableRandom(2));

    @Test
    void choosesNobodyWhoIsNotIndependentTrustedAndComparable() {
        Candidate author = candidate(0, "ann", "home", 0.9, NumericClass.FULL);
        List<Candidate> unfit =
                List.of(
                        author,
                        candidate(1, "ann", "lab", 0.9, NumericClass.FULL),
                        candidate(2, "bob", "home", 0.9, NumericClass.FULL),
                        candidate(3, "bob", "lab", 0.79, NumericClass.FULL),
                        candidate(4, "bob", "lab", 0.9, NumericClass.of("int8", "avx2")));
        assertThat(choice.choose(List.of(author), unfit)).isEmpty();

        var all = new ArrayList<>(unfit);
        Candidate fit = candidate(5, "bob", "lab", 0.8, NumericClass.FULL);
        all.add(fit);
        assertThat(choice.choose(List.of(author), all)).contains(fit);
        assertThat(choice.choose(List.of(author, fit), all)).isEmpty();
    }

    @Test
    void choosesEveryoneWhoQualifiesEquallyOften() {
        Candidate author = candidate(0, "ann", "", 0.9, NumericClass.FULL);
        var live = new ArrayList<Candidate>();
        for (int i = 1; i <= 5; i++) {
            live.add(candidate(i, "owner " + i, "", 0.8 + i / 100.0, NumericClass.FULL));
        }
        var often = new HashMap<Candidate, Integer>();
        for (int i = 0; i < 5000; i++) {
            often.merge(choice.choose(List.of(author), live).orElseThrow(), 1, Integer::sum);
        }
        assertThat(often).hasSize(5);
        assertThat(often.values()).allMatch(times -> times > 850 && times < 1150);
    }

    @Test
    void asksStrangersBeforeTheAuthorsOwnAndTrustedOnesFirst() {
        Candidate author = candidate(0, "ann", "", 0.9, NumericClass.FULL);
        Candidate sister = candidate(1, "ann", "", 0.9, NumericClass.FULL);
        Candidate newcomer = candidate(2, "bob", "", 0, NumericClass.FULL);
        Candidate trusted = candidate(3, "cleo", "", 0.9, NumericClass.FULL);
        Candidate other = candidate(4, "dan", "", 0.9, NumericClass.of("int8", "avx2"));
        List<Candidate> live = List.of(author, sister, newcomer, trusted, other);

        assertThat(choice.nearest(List.of(author), live, false)).contains(trusted);
        assertThat(choice.nearest(List.of(author, trusted), live, false)).contains(newcomer);
        List<Candidate> both = List.of(author, trusted, newcomer);
        assertThat(choice.nearest(both, live, true)).isEmpty();
        assertThat(choice.nearest(both, live, false)).contains(sister);
        assertThat(choice.nearest(List.of(author, trusted, newcomer, sister), live, false))
                .isEmpty();
    }

    @Test
    void believesItsOwnComputationBeforeAnyMajority() {
        List<Claim> claims = List.of(claim(1, RIGHT), claim(2, WRONG), claim(3, WRONG));
        var ruling = tieBreak.rule(claims, RIGHT, NumericClass.FULL);
        assertThat(ruling).isInstanceOf(Ruling.Known.class);
        var known = (Ruling.Known) ruling;
        assertThat(known.certain()).isTrue();
        assertThat(known.wrong()).containsExactlyInAnyOrder(agent(2), agent(3));
    }

    @Test
    void blamesNobodyWhoseNumbersCannotBeComparedWithItsOwn() {
        var int8 = NumericClass.of("int8", "avx2");
        var claims = List.of(new Claim(agent(1), "ann", int8, WRONG));
        var known = (Ruling.Known) tieBreak.rule(claims, RIGHT, NumericClass.FULL);
        assertThat(known.wrong()).isEmpty();
    }

    @Test
    void asksAThirdOfAnotherOwnerBeforeItBlamesAnyone() {
        List<Claim> two = List.of(claim(1, RIGHT), claim(2, WRONG));
        assertThat(tieBreak.rule(two)).isInstanceOf(Ruling.AskAnother.class);

        var known = (Ruling.Known) tieBreak.rule(with(two, claim(3, RIGHT)));
        assertThat(known.wrong()).containsExactly(agent(2));
        assertThat(known.certain()).isFalse();
    }

    @Test
    void countsAgentsOfOneOwnerAsOneVoice() {
        List<Claim> claims =
                List.of(
                        claim(1, RIGHT),
                        new Claim(agent(2), "eve", NumericClass.FULL, WRONG),
                        new Claim(agent(3), "eve", NumericClass.FULL, WRONG));
        assertThat(tieBreak.rule(claims)).isInstanceOf(Ruling.AskAnother.class);
    }

    @Test
    void leavesItOpenWhereFiveAgentsFindNoMajority() {
        List<Claim> claims =
                List.of(
                        claim(1, RIGHT),
                        claim(2, RIGHT),
                        claim(3, WRONG),
                        claim(4, WRONG),
                        claim(5, OTHER));
        assertThat(tieBreak.rule(claims)).isInstanceOf(Ruling.Open.class);
    }

    @Test
    void takesTheFirstSoManyOwnersThatAgree() {
        var quorum = Verify.parse("quorum:2");
        assertThat(acceptance.judge(quorum, List.of())).isInstanceOf(Ruling.AskAnother.class);
        List<Claim> two = List.of(claim(1, WRONG), claim(2, RIGHT));
        assertThat(acceptance.judge(quorum, two)).isInstanceOf(Ruling.AskAnother.class);

        var known = (Ruling.Known) acceptance.judge(quorum, with(two, claim(3, RIGHT)));
        assertThat(known.vector()).isEqualTo(RIGHT);
        assertThat(known.wrong()).containsExactly(agent(1));
        assertThat(acceptance.judge(Verify.parse("adaptive"), two.subList(0, 1)))
                .isInstanceOf(Ruling.Known.class);
    }

    @Test
    void readsWhatACollectionDemandsAndSaysWhatItMayBe() {
        for (String word : List.of("adaptive", "critical", "none", "quorum:2", "quorum:5")) {
            assertThat(Verify.parse(word).word()).isEqualTo(word);
        }
        assertThat(Verify.parse("quorum:3").agents()).isEqualTo(3);
        assertThat(Verify.parse("none").agents()).isEqualTo(1);
        for (String word : List.of("", "always", "quorum", "quorum:", "quorum:x", "quorum:1")) {
            assertThatThrownBy(() -> Verify.parse(word))
                    .as(word)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 to 5");
        }
    }

    @Test
    void readsNoDemandThatIsUnclear() {
        for (String line : List.of("books", "books=", "books=all", "Books!=none", "=none")) {
            assertThatThrownBy(() -> Demands.parse("adaptive", List.of(line)))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Demands.parse("adaptive", List.of("a=none", "a=quorum:2")))
                .hasMessageContaining("twice");
    }

    private static List<Claim> with(List<Claim> claims, Claim another) {
        var more = new ArrayList<>(claims);
        more.add(another);
        return more;
    }

    private static Claim claim(int agent, UnitVector vector) {
        return new Claim(agent(agent), "owner " + agent, NumericClass.FULL, vector);
    }

    private static Candidate candidate(
            int agent, String owner, String domain, double trust, NumericClass numbers) {
        return new Candidate(agent(agent), owner, domain, trust, numbers);
    }

    private static AgentId agent(int number) {
        return new AgentId("did:key:z6Mkagent%05d".formatted(number));
    }
}
