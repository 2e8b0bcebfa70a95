package dev.kith.task.court;

import static dev.kith.task.testing.Samples.agent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.audit.evidence.Consequence;
import dev.kith.audit.evidence.Evidence.WrongResult;
import dev.kith.audit.evidence.Opening;
import dev.kith.model.AgentId;
import dev.kith.task.testing.Samples;
import dev.kith.wire.record.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Nobody is convicted on one agent's word, and what is told of evidence always fits and reads. */
class DocketTest {
    private static final AgentId SELF = agent(0);
    private static final AgentId SUSPECT = agent(1);

    private final Map<AgentId, String> owners = new HashMap<>();
    private final Map<AgentId, List<WrongResult>> said = new HashMap<>();
    private final Set<AgentId> dishonest = new HashSet<>();
    private final Members members = new Members(() -> owners, 100);
    private final Docket docket = docket(100);

    DocketTest() {
        for (int agent = 0; agent < 10; agent++) owners.put(agent(agent), "owner " + agent);
        members.meet();
    }

    @Test
    void convictsByItsOwnComputingAlone() {
        var evidence = evidence(SUSPECT, "text");
        assertThat(docket.hear(agent(2), says(evidence))).containsExactly(evidence);
        assertThat(docket.convicted()).isEmpty();

        docket.judged(agent(2), evidence, Consequence.QUARANTINE);

        assertThat(docket.convicted()).containsExactly(SUSPECT);
        assertThat(docket.proven()).containsExactly(evidence.opening());
        assertThat(docket.hear(agent(3), says(evidence(SUSPECT, "another")))).isEmpty();
    }

    @Test
    void convictsNobodyOnHearsayThatItHasComputedToBeFalse() {
        var evidence = evidence(SUSPECT, "text");
        for (int accuser = 2; accuser < 9; accuser++) {
            docket.hear(agent(accuser), says(evidence));
            docket.judged(agent(accuser), evidence, Consequence.NOTHING);
        }
        assertThat(docket.convicted()).isEmpty();
    }

    @Test
    void believesEnoughOthersOnlyWhereItCannotCompute() {
        var evidence = evidence(SUSPECT, "text");
        docket.hear(agent(2), says(evidence));
        docket.judged(agent(2), evidence, Consequence.LESS_TRUST);
        assertThat(docket.convicted()).isEmpty();

        docket.hear(agent(2), says(evidence));
        assertThat(docket.convicted()).as("one voice, however often").isEmpty();
        docket.hear(SUSPECT, says(evidence));
        assertThat(docket.convicted()).as("its own voice").isEmpty();

        docket.hear(agent(3), says(evidence));
        assertThat(docket.convicted()).containsExactly(SUSPECT);
    }

    @Test
    void hearsOneVoiceOfAnOwnerHoweverManyAgentsTheyHave() {
        for (int agent = 2; agent < 6; agent++) owners.put(agent(agent), "one");
        owners.put(agent(6), "two");
        members.meet();
        var evidence = evidence(SUSPECT, "text");
        docket.hear(agent(2), says(evidence));
        docket.judged(agent(2), evidence, Consequence.LESS_TRUST);
        for (int agent = 3; agent < 6; agent++) docket.hear(agent(agent), says(evidence));
        assertThat(docket.convicted()).as("four agents of one owner").isEmpty();

        docket.hear(agent(6), says(evidence));
        assertThat(docket.convicted()).containsExactly(SUSPECT);
    }

    @Test
    void hearsEveryAgentWhereThereIsOneOwnerOnly() {
        owners.clear();
        for (int agent = 0; agent < 4; agent++) owners.put(agent(agent), "one");
        members.meet();
        var evidence = evidence(SUSPECT, "text");
        docket.hear(agent(2), says(evidence));
        docket.judged(agent(2), evidence, Consequence.LESS_TRUST);
        assertThat(docket.convicted()).isEmpty();

        docket.hear(agent(3), says(evidence));
        assertThat(docket.convicted()).containsExactly(SUSPECT);
    }

    @Test
    void countsNoVoiceOfAConvictedAgent() {
        var liar = evidence(agent(2), "text");
        docket.hear(agent(3), says(liar));
        docket.judged(agent(3), liar, Consequence.QUARANTINE);
        var evidence = evidence(SUSPECT, "text");
        docket.hear(agent(2), says(evidence));
        docket.hear(agent(4), says(evidence));
        docket.judged(agent(4), evidence, Consequence.LESS_TRUST);

        assertThat(docket.convicted()).containsExactly(agent(2));
    }

    @Test
    void doubtsItsOwnNumbersOnceEnoughOthersDo() {
        for (int other = 2; other < 4; other++) {
            var wrong = evidence(agent(other), "text");
            docket.judged(SELF, wrong, Consequence.QUARANTINE);
        }
        assertThat(docket.convicted()).containsExactlyInAnyOrder(agent(2), agent(3));

        accuse(SELF, agent(2), agent(3));

        assertThat(docket.convicted()).containsExactly(SELF);
    }

    @Test
    void forgetsNobodyWhomOthersFoundTooWhenItDoubtsItself() {
        var ownOnly = evidence(agent(2), "text");
        var othersToo = evidence(agent(3), "text");
        docket.judged(SELF, ownOnly, Consequence.QUARANTINE);
        docket.judged(SELF, othersToo, Consequence.QUARANTINE);
        accuse(SUSPECT, agent(4), agent(5));
        docket.hear(agent(4), says(evidence(SUSPECT, "text"), othersToo));
        docket.hear(agent(5), says(evidence(SUSPECT, "text"), othersToo));

        accuse(SELF, agent(6), agent(7));

        assertThat(docket.convicted()).containsExactlyInAnyOrder(SELF, SUSPECT, agent(3));
    }

    @Test
    void doubtsNobodyWhileNothingThatTheySignedIsShown() {
        docket.hear(agent(2), new Testimony(Set.of(SELF, SUSPECT), List.of()));
        docket.hear(agent(3), new Testimony(Set.of(SELF, SUSPECT), List.of()));
        assertThat(docket.convicted()).isEmpty();

        docket.judged(agent(2), evidence(SELF, "text"), Consequence.LESS_TRUST);
        assertThat(docket.convicted()).containsExactly(SELF);
    }

    @Test
    void takesAnAccusationForShownUntilItHasComputedOtherwise() {
        var plausible = evidence(SUSPECT, "text");
        var unjudged = evidence(agent(4), "text");
        docket.hear(agent(2), says(plausible, unjudged));
        assertThat(docket.shown()).isEmpty();

        docket.judged(agent(2), plausible, Consequence.LESS_TRUST);
        assertThat(docket.shown()).isEqualTo(Map.of(agent(2), Set.of(SUSPECT)));

        docket.judged(agent(2), plausible, Consequence.NOTHING);
        assertThat(docket.shown()).isEmpty();
    }

    @Test
    void hearsNoKeysThatSomebodyMadeUp() {
        accuse(SELF, agent(50), agent(51), agent(2));
        accuse(SUSPECT, agent(50), agent(51), agent(2));
        assertThat(docket.convicted()).isEmpty();

        owners.put(agent(51), "admitted since");
        members.meet();
        assertThat(docket.convicted()).containsExactlyInAnyOrder(SELF, SUSPECT);
    }

    @Test
    void countsTheVoiceOfWhoHasLeft() {
        accuse(SUSPECT, agent(2), agent(3));
        owners.remove(agent(2));
        members.meet();
        assertThat(docket.convicted()).containsExactly(SUSPECT);
    }

    @Test
    void countsNoVoiceOfWhoIsProvenToSayTwoThingsAtOnce() {
        dishonest.add(agent(2));
        accuse(SUSPECT, agent(2), agent(3));
        accuse(SELF, agent(2), agent(3));
        assertThat(docket.convicted()).isEmpty();

        accuse(SUSPECT, agent(4));
        assertThat(docket.convicted()).containsExactly(SUSPECT);
    }

    @Test
    void countsNoVoiceOfWhoAccusedWithoutReasonTooOften() {
        accuse(SUSPECT, agent(2), agent(3));
        assertThat(docket.convicted()).containsExactly(SUSPECT);

        for (int i = 0; i < 8; i++) {
            docket.judged(agent(2), evidence(agent(9), "text " + i), Consequence.NOTHING);
        }
        assertThat(docket.convicted()).isEmpty();
    }

    @Test
    void hearsNoMoreOfWhoAccusesWithoutReason() {
        List<WrongResult> made = new ArrayList<>();
        for (int i = 0; i < 20; i++) made.add(evidence(SUSPECT, "text " + i));
        int heard = 0;
        for (WrongResult one : made) {
            for (WrongResult open : docket.hear(agent(2), says(one))) {
                docket.judged(agent(2), open, Consequence.NOTHING);
                heard++;
            }
        }
        assertThat(heard).isEqualTo(8);
    }

    @Test
    void remembersOverARestartWhatCameToNothingAndWhoSaidIt() throws IOException {
        List<WrongResult> made = new ArrayList<>();
        for (int i = 0; i < 8; i++) made.add(evidence(SUSPECT, "text " + i));
        docket.judged(agent(2), made.getFirst(), Consequence.NOTHING);
        for (WrongResult one : made) docket.judged(agent(3), one, Consequence.NOTHING);
        docket.judged(agent(4), evidence(agent(5), "true"), Consequence.QUARANTINE);
        docket.judged(agent(4), evidence(agent(6), "perhaps"), Consequence.LESS_TRUST);

        var again = docket(100);
        again.recall(DocketPage.read(docket.page().write()));

        assertThat(again.hear(agent(2), says(made.getFirst()))).isEmpty();
        var fresh = evidence(SUSPECT, "fresh");
        assertThat(again.hear(agent(2), says(fresh))).containsExactly(fresh);
        assertThat(again.hear(agent(3), says(fresh))).as("wrong too often").isEmpty();
        var proven = evidence(agent(5), "true");
        assertThat(again.hear(agent(4), says(proven))).as("kept with its evidence").hasSize(1);
        var perhaps = evidence(agent(6), "perhaps");
        assertThat(again.hear(agent(4), says(perhaps))).as("not computed").hasSize(1);
    }

    @Test
    void keepsNoMoreThanItMayAndTheLastOfIt() {
        var small = docket(5);
        for (int i = 0; i < 20; i++) {
            small.judged(agent(10 + i), evidence(SUSPECT, "text " + i), Consequence.NOTHING);
        }
        DocketPage page = small.page();
        assertThat(page.unfounded()).hasSize(5);
        assertThat(page.unfounded().getLast())
                .isEqualTo(evidence(SUSPECT, "text 19").proofId().cid());
        assertThat(page.mistaken()).hasSize(5).containsKey(agent(29).did());
    }

    @Test
    void recallsNothingFromWhatIsNoDocket() {
        for (String junk :
                List.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "7",
                        "{}",
                        "{\"unfounded\":[\"x\"],\"mistaken\":{}}")) {
            assertThatThrownBy(() -> DocketPage.read(junk.getBytes(UTF_8)))
                    .as(junk)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void tellsWhatFitsAndReadsItAgain() {
        List<Opening> proven = new ArrayList<>();
        for (int i = 1; i <= 40; i++) proven.add(evidence(agent(i), "text ".repeat(400)).opening());
        int most = Kind.EVIDENCE.payloadBytesMax();

        ByteString page = Testimony.write(proven, most);

        assertThat(page.size()).isLessThanOrEqualTo(most);
        Testimony read = Testimony.read(page.toArray()).orElseThrow();
        assertThat(read.convinced()).hasSize(40);
        assertThat(read.evidence()).isNotEmpty().isSubsetOf(proven);
        assertThat(read.evidence()).allMatch(Opening::matches);
    }

    @Test
    void readsNothingFromWhatIsNone() {
        for (String junk : List.of("", "{", "[]", "null", "{\"convinced\":[null]}", "7")) {
            assertThat(Testimony.read(junk.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .as(junk)
                    .isEqualTo(Optional.empty());
        }
    }

    private Docket docket(int judgedMax) {
        return new Docket(SELF, 2, judgedMax, members, dishonest::contains);
    }

    /** All of these say so too, and show a result that this agent cannot compute. */
    private void accuse(AgentId accused, AgentId... accusers) {
        var evidence = evidence(accused, "text");
        for (AgentId accuser : accusers) {
            List<WrongResult> all = said.computeIfAbsent(accuser, _ -> new ArrayList<>());
            all.add(evidence);
            docket.hear(accuser, says(all.toArray(WrongResult[]::new)));
            docket.judged(accuser, evidence, Consequence.LESS_TRUST);
        }
    }

    private static Testimony says(WrongResult... evidence) {
        return new Testimony(
                Stream.of(evidence).map(WrongResult::accused).collect(Collectors.toSet()),
                Stream.of(evidence).map(WrongResult::opening).toList());
    }

    private static WrongResult evidence(AgentId accused, String text) {
        List<String> texts = new ArrayList<>(Collections.nCopies(3, "beside"));
        texts.set(1, text);
        var result = Samples.vectors(accused, Samples.MODEL, texts);
        return new WrongResult(Opening.of(result.receipt(), texts, result.vectors(), 1));
    }
}
