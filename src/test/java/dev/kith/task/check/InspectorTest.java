package dev.kith.task.check;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.Place;
import dev.kith.model.AgentId;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.Verdict;
import dev.kith.task.check.CheckRoom.Accused;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.WordModel;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is wrong is not taken and its author accused with proof; what is right is; nobody is accused
 * for what others got wrong; and of who has proven itself only a sample is computed again.
 */
class InspectorTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final AgentId AUTHOR = agent(1);
    private static final List<String> TEXTS =
            IntStream.range(0, 8).mapToObj(i -> "words of passage " + i).toList();

    private final CheckRoom room = new CheckRoom(KIT);
    private final List<Accused> accused = room.accused;
    private final List<Rating> ratings = room.ratings;
    private final OtherEmbedders others = room.others;

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void takesWhatItComputesTheSameItself() {
        Checks checks = checks(true, "adaptive");

        assertThat(check(checks, AUTHOR, honest())).isEmpty();

        assertThat(accused).isEmpty();
        assertThat(others.asked).isEmpty();
        Rating rating = ratings.getFirst();
        assertThat(rating.subject()).isEqualTo(AUTHOR);
        assertThat(rating.verdict()).isEqualTo(Verdict.PASS);
        assertThat(rating.kind()).isEqualTo(EvidenceKind.AUDIT);
        assertThat(rating.chunks()).isEqualTo(TEXTS.size());
    }

    @Test
    void refusesOneWrongVectorOfANewcomerAndProvesIt() {
        Checks checks = checks(true, "adaptive");

        Optional<Failure> objection = check(checks, AUTHOR, wrongAt(5));

        assertThat(objection.orElseThrow().code()).isEqualTo(Failure.Code.CORRUPT_DATA);
        Accused one = accused.getFirst();
        assertThat(one.certain()).isTrue();
        assertThat(one.opening().matches()).isTrue();
        assertThat(one.opening().text()).isEqualTo(TEXTS.get(5));
        assertThat(one.opening().receipt().agent()).isEqualTo(AUTHOR);
        assertThat(ratings).extracting(Rating::verdict).containsExactly(Verdict.FAIL);
    }

    @Test
    void accusesNobodyByAModelThatIsNotTheNetworks() {
        Checks checks = checks(true, "adaptive");
        room.unfit = Optional.of("probe tides differs");
        others.next(agent(2), true);
        others.next(agent(3), true);

        assertThat(check(checks, AUTHOR, wrongAt(5))).isPresent();

        assertThat(others.asked).isNotEmpty();
        assertThat(accused).noneMatch(Accused::certain);
    }

    @Test
    void computesLessOfThoseWhoHaveProvenThemselves() {
        Checks checks = checks(true, "adaptive");
        int batches = 100;

        for (int i = 0; i < batches; i++) check(checks, AUTHOR, honest());

        int checked = ratings.stream().mapToInt(Rating::chunks).sum();
        assertThat(checked).isBetween(2 * TEXTS.size(), batches * TEXTS.size() / 4);
        assertThat(accused).isEmpty();
    }

    @Test
    void remembersOverARestartWhoHasProvenItself() {
        Checks checks = checks(true, "adaptive");
        for (int i = 0; i < 100; i++) check(checks, AUTHOR, honest());
        room.end();
        ratings.clear();
        Checks again = checks(true, "adaptive");

        for (int i = 0; i < 40; i++) check(again, AUTHOR, honest());

        int checked = ratings.stream().mapToInt(Rating::chunks).sum();
        assertThat(checked).isLessThan(40 * TEXTS.size() / 4);
        check(again, agent(9), honest());
        assertThat(ratings.getLast().subject()).isEqualTo(agent(9));
        assertThat(ratings.getLast().chunks()).isEqualTo(TEXTS.size());
    }

    @Test
    void checksMoreOfOneThatWasLateForAWhileButNotOfItself() throws IOException {
        Checks checks = checks(true, "adaptive");

        checks.late(AUTHOR, "model");
        checks.late(agent(0), "model");
        check(checks, AUTHOR, honest()); // it answers in order
        room.end();

        assertThat(Files.readString(room.folder.resolve("checks.json")))
                .contains(AUTHOR.did())
                .containsPattern("\"lateUntil\":[1-9]")
                .doesNotContain(agent(0).did());
    }

    @Test
    void beginsAnewWhereWhatItRememberedIsDamaged() throws IOException {
        Files.writeString(room.folder.resolve("checks.json"), "{\"standings\":[{\"agent\":");
        Checks checks = checks(true, "adaptive");
        assertThat(check(checks, AUTHOR, honest())).isEmpty();
        assertThat(ratings.getLast().chunks()).isEqualTo(TEXTS.size());
    }

    @Test
    void checksNoWorkOfItsOwnAndNoneWhereNoneIsWanted() {
        assertThat(check(checks(true, "adaptive"), agent(0), wrongAt(0))).isEmpty();
        assertThat(check(checks(true, "none"), AUTHOR, wrongAt(0))).isEmpty();
        assertThat(ratings).isEmpty();
    }

    @Test
    void refusesAtOnceWhatAnAgentComputesThatIsProvenDishonest() {
        Checks checks = checks(true, "adaptive", AUTHOR);

        assertThat(checks.refuses(AUTHOR)).isTrue();
        assertThat(check(checks, AUTHOR, honest())).isPresent();
        assertThat(accused).isEmpty();
    }

    @Test
    void hearsNoSecondOpinionOfAnAgentThatIsProvenDishonest() {
        others.next(agent(2), false);
        others.next(agent(3), true);

        Checks checks = checks(false, "adaptive", agent(2));
        assertThat(check(checks, AUTHOR, honest())).isEmpty();

        assertThat(accused).isEmpty();
        assertThat(room.work.chunks).isEqualTo(Map.of(agent(3), TEXTS.size()));
    }

    @Test
    void asksAnotherAgentWhereItCannotComputeItself() {
        others.next(AUTHOR, true);
        others.next(agent(2), true);

        assertThat(check(checks(false, "adaptive"), AUTHOR, honest())).isEmpty();

        assertThat(others.asked).hasSize(2).allMatch(TEXTS::equals);
        assertThat(ratings).extracting(Rating::verdict).containsExactly(Verdict.PASS);
        assertThat(room.work.chunks)
                .as("to check is worth what is checked")
                .isEqualTo(Map.of(agent(2), TEXTS.size()));
    }

    @Test
    void believesTheMajorityOfThreeButCallsNothingProven() {
        others.next(agent(2), true);
        others.next(agent(3), true);

        assertThat(check(checks(false, "adaptive"), AUTHOR, wrongAt(2))).isPresent();

        assertThat(accused).extracting(Accused::certain).containsExactly(false);
        assertThat(accused.getFirst().opening().text()).isEqualTo(TEXTS.get(2));
        assertThat(ratings).extracting(Rating::kind).containsExactly(EvidenceKind.QUORUM);
        assertThat(ratings).extracting(Rating::subject).containsExactly(AUTHOR);
    }

    @Test
    void takesARightResultAndAccusesTheAuditorThatLied() {
        others.next(agent(2), false);
        others.next(agent(3), true);

        assertThat(check(checks(false, "adaptive"), AUTHOR, honest())).isEmpty();

        assertThat(accused)
                .extracting(one -> one.opening().receipt().agent())
                .containsExactly(agent(2));
        assertThat(accused.getFirst().opening().matches()).isTrue();
        assertThat(room.work.chunks).isEqualTo(Map.of(agent(3), TEXTS.size()));
    }

    @Test
    void takesItUncheckedWhereNobodyElseEmbeds() {
        assertThat(check(checks(false, "adaptive"), AUTHOR, honest())).isEmpty();
        assertThat(ratings).isEmpty();
        assertThat(room.work.chunks).isEmpty();
    }

    @Test
    void takesOnlyWhatAQuorumAgreesOn() {
        others.next(agent(2), true);
        assertThat(check(checks(false, "quorum:2"), AUTHOR, honest())).isEmpty();
        assertThat(check(checks(false, "quorum:2"), AUTHOR, honest()).orElseThrow().code())
                .isEqualTo(Failure.Code.NO_CAPABLE_AGENT);
        others.next(agent(2), true);
        others.next(agent(3), true);
        assertThat(check(checks(false, "quorum:3"), AUTHOR, honest())).isEmpty();
    }

    @Test
    void goesByWhatTheCollectionDemandsAndByTheStandardElsewhere() {
        room.network("ann", "bob", "cleo");
        Checks checks = checks(true, "adaptive"); // books=quorum:2, scratch=none

        assertThat(check(checks, "scratch", wrongAt(0))).isEmpty();
        assertThat(ratings).isEmpty();

        room.unfit = Optional.of("its own word does not count now");
        assertThat(check(checks, "books", honest())).isEmpty();
        assertThat(others.answered).hasSize(1);
        others.agents = 1;
        assertThat(check(checks, "books", honest()).orElseThrow().code())
                .isEqualTo(Failure.Code.NO_CAPABLE_AGENT);
        assertThat(check(checks, "default", honest())).isEmpty();
    }

    @Test
    void asksAnotherOwnersAgentFirst() {
        room.network("ann", "ann", "ann", "bob");

        assertThat(check(checks(false, "adaptive"), AUTHOR, honest())).isEmpty();

        assertThat(others.answered).containsExactly(agent(4));
        assertThat(ratings).extracting(Rating::verdict).containsExactly(Verdict.PASS);
    }

    @Test
    void countsAgentsOfOneOwnerOnceWhileAnotherOwnerCanBeAsked() {
        room.network("eve", "eve", "ann", "bob");
        others.liars.add(agent(2));

        assertThat(check(checks(false, "adaptive"), AUTHOR, wrongAt(3))).isPresent();

        assertThat(others.answered).containsExactlyInAnyOrder(agent(3), agent(4));
        assertThat(accused)
                .extracting(one -> one.opening().receipt().agent())
                .containsExactly(AUTHOR);
    }

    @Test
    void checksANetworkOfOneOwnerTooByTheMajorityOfItsAgents() {
        room.network("ann", "ann", "ann");

        assertThat(check(checks(false, "adaptive"), AUTHOR, honest())).isEmpty();
        assertThat(others.answered).hasSize(1);
        assertThat(check(checks(false, "adaptive"), AUTHOR, wrongAt(3))).isPresent();

        assertThat(others.answered).hasSize(3);
        assertThat(accused).extracting(Accused::certain).containsExactly(false);
    }

    @Test
    void takesNoTwoAgentsOfOneOwnerForAQuorum() {
        room.network("ann", "ann", "ann");

        assertThat(check(checks(false, "quorum:2"), AUTHOR, honest())).isPresent();
        assertThat(check(checks(true, "quorum:3"), AUTHOR, honest())).isPresent();

        room.network("ann", "ann", "ann", "bob");
        assertThat(check(checks(false, "quorum:2"), AUTHOR, honest())).isEmpty();
        assertThat(others.answered).containsExactly(agent(4));
    }

    @Test
    void asksTheNextWhereTheChosenIsSilent() {
        room.network("ann", "bob", "cleo");
        others.silent.add(agent(2));
        Checks checks = checks(false, "adaptive");

        for (int i = 0; i < 4; i++) assertThat(check(checks, AUTHOR, honest())).isEmpty();

        assertThat(others.answered).containsOnly(agent(3));
    }

    @Test
    void computesAFewItselfHoweverBusyItIs() {
        room.inFlightMax = TEXTS.size() - 1;
        others.next(agent(2), false);
        Checks checks = withLocalShare(1);

        assertThat(check(checks, AUTHOR, honest())).isEmpty();
        assertThat(check(checks, AUTHOR, wrongAt(3))).isPresent();

        assertThat(others.asked).isEmpty();
        assertThat(accused).extracting(CheckRoom.Accused::certain).containsExactly(true);
    }

    @Test
    void asksOthersForWhatItIsTooBusyFor() {
        room.inFlightMax = TEXTS.size() - 1;
        others.next(agent(2), true);
        Checks checks = withLocalShare(0.5);

        assertThat(check(checks, AUTHOR, honest())).isEmpty();

        assertThat(others.asked).hasSize(1).first().asInstanceOf(LIST).hasSizeBetween(1, 7);
        assertThat(ratings).extracting(Rating::verdict).containsOnly(Verdict.PASS);
        assertThat(ratings.stream().mapToInt(Rating::chunks).sum()).isEqualTo(TEXTS.size());
    }

    @Test
    void checksAllWorkOfWhoeverWasPickedBecauseLittleIsKnown() {
        Checks checks = checks(true, "adaptive");
        for (int i = 0; i < 8; i++) check(checks, AUTHOR, honest());
        ratings.clear();
        room.explored = true;

        check(checks, AUTHOR, honest());

        assertThat(ratings.getFirst().chunks()).isEqualTo(TEXTS.size());
    }

    @Test
    void checksMoreWhereMuchDependsOnIt() {
        Checks checks = checks(true, "adaptive");
        for (int i = 0; i < 40; i++) check(checks, "contracts", honest());
        ratings.clear();

        int batches = 300;
        for (int i = 0; i < batches; i++) check(checks, "contracts", honest());
        int critical = ratings.stream().mapToInt(Rating::chunks).sum();
        ratings.clear();
        for (int i = 0; i < batches; i++) check(checks, "letters", honest());

        int ordinary = ratings.stream().mapToInt(Rating::chunks).sum();
        assertThat(critical).isGreaterThan(2 * ordinary); // 0.10 to 0.03 of 2,400
        assertThat(ordinary).isPositive();
    }

    private Checks withLocalShare(double share) {
        var shipped = AuditSettings.shipped();
        var s = shipped.sampling();
        var sampling =
                new AuditSettings.Sampling(
                        s.trustedFloor(),
                        s.criticalFloor(),
                        s.newcomerAudits(),
                        s.newcomerTrust(),
                        s.doubtAudits(),
                        s.lateBoost(),
                        s.lateFactor(),
                        share,
                        s.verifyMax());
        Duration patience = Duration.ofMillis(300);
        return room.checks(
                true, CheckRoom.settings("adaptive", shipped.canaries(), patience, sampling));
    }

    private Checks checks(boolean able, String verify, AgentId... quarantined) {
        var canaries = AuditSettings.shipped().canaries();
        var settings = CheckRoom.settings(verify, canaries, Duration.ofMillis(300));
        return room.checks(able, settings, quarantined);
    }

    private Optional<Failure> check(Checks checks, AgentId author, List<UnitVector> vectors) {
        return room.check(checks, Samples.record("d", 1, 0), author, TEXTS, vectors);
    }

    private Optional<Failure> check(Checks checks, String collection, List<UnitVector> vectors) {
        var key = new DocumentKey(new CollectionName(collection), "d");
        var place = new Place(key, new Version(1, "a"), 0, 0);
        return room.check(checks, TaskId.of(key, ContentId.of("d")), place, AUTHOR, TEXTS, vectors);
    }

    private static List<UnitVector> honest() {
        return TEXTS.stream().map(WordModel::vector).toList();
    }

    private static List<UnitVector> wrongAt(int place) {
        var vectors = new ArrayList<>(honest());
        vectors.set(place, WordModel.vector("something else"));
        return vectors;
    }
}
