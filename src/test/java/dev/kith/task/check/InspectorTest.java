package dev.kith.task.check;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.aggregate.Aggregator;
import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.evidence.Opening;
import dev.kith.audit.ledger.Place;
import dev.kith.embed.EmbeddingPool;
import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.Verdict;
import dev.kith.task.court.Convicting;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Task;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.WordModel;
import dev.kith.task.verify.OwnModel;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
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

    private record Accused(Opening opening, boolean certain) {}

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final List<Accused> accused = new CopyOnWriteArrayList<>();
    private final List<Rating> ratings = new CopyOnWriteArrayList<>();
    private final List<List<String>> asked = new CopyOnWriteArrayList<>();
    private final Others others = new Others();
    private final List<EmbeddingPool> pools = new ArrayList<>();
    private final TestProbe<Optional<Failure>> probe = KIT.createTestProbe();
    private volatile Optional<String> unfit = Optional.empty();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void close() {
        pools.forEach(EmbeddingPool::close);
    }

    @Test
    void takesWhatItComputesTheSameItself() {
        Checks checks = checks(true, "adaptive");

        assertThat(check(checks, AUTHOR, honest())).isEmpty();

        assertThat(accused).isEmpty();
        assertThat(asked).isEmpty();
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
        unfit = Optional.of("probe tides differs");
        others.next(agent(2), true);
        others.next(agent(3), true);

        assertThat(check(checks, AUTHOR, wrongAt(5))).isPresent();

        assertThat(asked).isNotEmpty();
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
    void checksNoWorkOfItsOwnAndNoneWhereNoneIsWanted() {
        assertThat(check(checks(true, "adaptive"), agent(0), wrongAt(0))).isEmpty();
        assertThat(check(checks(true, "none"), AUTHOR, wrongAt(0))).isEmpty();
        assertThat(ratings).isEmpty();
    }

    @Test
    void refusesAtOnceWhatAConvictedAgentComputes() {
        Checks checks = checks(true, "adaptive", AUTHOR);

        assertThat(checks.refuses(AUTHOR)).isTrue();
        assertThat(check(checks, AUTHOR, honest())).isPresent();
        assertThat(accused).isEmpty();
    }

    @Test
    void asksAnotherAgentWhereItCannotComputeItself() {
        others.next(AUTHOR, true);
        others.next(agent(2), true);

        assertThat(check(checks(false, "adaptive"), AUTHOR, honest())).isEmpty();

        assertThat(asked).hasSize(2).allMatch(TEXTS::equals);
        assertThat(ratings).extracting(Rating::verdict).containsExactly(Verdict.PASS);
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
    }

    @Test
    void takesItUncheckedWhereNobodyElseEmbeds() {
        assertThat(check(checks(false, "adaptive"), AUTHOR, honest())).isEmpty();
        assertThat(ratings).isEmpty();
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

    private Checks checks(boolean able, String verify, AgentId... convicted) {
        var shipped = AuditSettings.shipped();
        var auditors = shipped.auditors();
        var settings =
                new AuditSettings(
                        verify,
                        shipped.sampling(),
                        new AuditSettings.Auditors(
                                auditors.trustMin(),
                                auditors.issuesMax(),
                                3,
                                Duration.ofMillis(100),
                                auditors.confirmations()),
                        shipped.canaries(),
                        shipped.tolerances(),
                        shipped.memory());
        var own =
                new OwnModel(
                        able ? Optional.of(pool()) : Optional.empty(),
                        new Agreement(settings.tolerances()),
                        () -> unfit);
        var means =
                new CheckMeans(
                        agent(0),
                        new PaperEnvelopes(post, agent(0)),
                        others,
                        _ -> true,
                        own,
                        new CheckMeans.People(
                                _ -> 1,
                                ratings::add,
                                Convicting.of(convicted),
                                (opening, certain) -> accused.add(new Accused(opening, certain))),
                        InstantSource.system(),
                        new Random(5),
                        settings);
        return Inspector.door(KIT.spawn(Inspector.create(means)), means);
    }

    private EmbeddingPool pool() {
        var pool =
                EmbeddingPool.start(
                        new WordModel(),
                        1,
                        100,
                        Thread.ofPlatform().daemon().factory(),
                        InstantSource.system());
        pools.add(pool);
        return pool;
    }

    private Optional<Failure> check(Checks checks, AgentId author, List<UnitVector> vectors) {
        var place = new Place(Samples.key("d"), new Version(1, "a"), 0, 0);
        var found =
                new Found(
                        Samples.record("d", 1, 0).task(),
                        place,
                        TEXTS,
                        result(author, TEXTS, vectors));
        checks.check(found, probe.getRef()::tell);
        return probe.receiveMessage();
    }

    private static VectorizeResult result(
            AgentId author, List<String> texts, List<UnitVector> vectors) {
        return Samples.result(author, WordModel.FINGERPRINT, texts, vectors);
    }

    private static List<UnitVector> honest() {
        return TEXTS.stream().map(WordModel::vector).toList();
    }

    private static List<UnitVector> wrongAt(int place) {
        var vectors = new ArrayList<>(honest());
        vectors.set(place, WordModel.vector("something else"));
        return vectors;
    }

    /** Embedders that answer in the order in which a test names them; silent after the last. */
    private final class Others implements Trades {
        private record Next(AgentId agent, boolean honest) {}

        private final Deque<Next> next = new ArrayDeque<>();

        synchronized void next(AgentId agent, boolean honest) {
            next.add(new Next(agent, honest));
        }

        @Override
        public synchronized void embed(
                String entityId, String part, Sealed request, ActorRef<Answer> replyTo) {
            Next who = next.poll();
            if (who == null) return;
            var envelopes = new PaperEnvelopes(post, who.agent);
            var opened =
                    (Opened.Accepted<VectorizeRequest>)
                            envelopes.open(
                                    request,
                                    MessageType.VECTORIZE,
                                    "embedder/" + entityId,
                                    VectorizeRequest.class);
            List<String> texts = opened.payload().texts();
            asked.add(texts);
            List<UnitVector> vectors =
                    texts.stream()
                            .map(text -> WordModel.vector(who.honest ? text : "lie of " + text))
                            .toList();
            Sealed sealed =
                    envelopes.seal(
                            MessageType.RESULT,
                            opened.taskId(),
                            opened.sender().did(),
                            result(who.agent, texts, vectors));
            replyTo.tell(new Answer.Done(part, sealed));
        }

        @Override
        public void chunk(String id, String part, Sealed request, ActorRef<Answer> replyTo) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void aggregate(String entityId, Aggregator.Command command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void task(TaskId task, Task.Command command) {
            throw new UnsupportedOperationException();
        }
    }
}
