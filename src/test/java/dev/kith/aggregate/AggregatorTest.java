package dev.kith.aggregate;

import static dev.kith.task.testing.Samples.MODEL;
import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import dev.kith.model.Receipt;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeResult;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The aggregator's promise: only results that were judged reach the asker, each part once. */
class AggregatorTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final AgentId ASKER = agent(9);
    private static final List<String> TEXTS = List.of("one", "three");

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final TestProbe<Gathered> gathered = KIT.createTestProbe(Gathered.class);
    private final TestProbe<ClusterSharding.ShardCommand> shard =
            KIT.createTestProbe(ClusterSharding.ShardCommand.class);

    private ActorRef<Aggregator.Command> aggregator = KIT.system().ignoreRef();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void begin() {
        var settings =
                new AggregateSettings(
                        2,
                        0.98,
                        Duration.ofMinutes(2),
                        1,
                        Duration.ofMillis(150),
                        100,
                        0.5,
                        60,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2));
        var trade =
                new Aggregator.Trade(
                        agent(0),
                        new PaperEnvelopes(post, agent(0)),
                        _ -> true,
                        time -> time == 1,
                        settings);
        aggregator = KIT.spawn(Aggregator.create(shard.getRef(), trade));
    }

    @Test
    void handsOnAResultThatIsAsItShouldBe() {
        ActorRef<Answer> inbox = expect("p", 1);

        inbox.tell(done("p", agent(1), vectors(agent(1))));

        assertThat(gathered.receiveMessage())
                .isEqualTo(new Gathered.Complete("p", vectors(agent(1))));
    }

    @Test
    void handsOnARefusalAndGoesOnWaiting() {
        ActorRef<Answer> inbox = expect("p", 1);
        var failure = new Failure(Failure.Code.OVERLOADED, "busy");

        inbox.tell(new Answer.Refused("p", agent(1).did(), failure));
        inbox.tell(done("p", agent(2), vectors(agent(2))));

        assertThat(gathered.receiveMessage())
                .isEqualTo(new Gathered.Incomplete("p", agent(1).did(), failure));
        assertThat(gathered.receiveMessage()).isInstanceOf(Gathered.Complete.class);
    }

    @Test
    void namesTheAgentWhoseResultIsNotToBeBelieved() {
        ActorRef<Answer> inbox = expect("p", 1);

        inbox.tell(done("p", agent(1), vectors(agent(2))));

        var incomplete = gathered.expectMessageClass(Gathered.Incomplete.class);
        assertThat(incomplete.agent()).isEqualTo(agent(1).did());
        assertThat(incomplete.failure().code()).isEqualTo(Failure.Code.CORRUPT_DATA);
    }

    @Test
    void refusesAnEnvelopeThatIsForSomebodyElse() {
        ActorRef<Answer> inbox = expect("p", 1);
        Sealed sealed =
                new PaperEnvelopes(post, agent(1))
                        .seal(MessageType.RESULT, "t", agent(5).did(), vectors(agent(1)));

        inbox.tell(new Answer.Done("p", sealed));

        var incomplete = gathered.expectMessageClass(Gathered.Incomplete.class);
        assertThat(incomplete.failure().code()).isEqualTo(Failure.Code.REJECTED_MESSAGE);
    }

    @Test
    void waitsForAsManyDistinctAgentsAsWereWanted() {
        ActorRef<Answer> inbox = expect("p", 2);

        inbox.tell(done("p", agent(1), vectors(agent(1))));
        inbox.tell(done("p", agent(1), vectors(agent(1))));
        gathered.expectNoMessage();
        inbox.tell(done("p", agent(2), vectors(agent(2))));

        assertThat(gathered.receiveMessage()).isInstanceOf(Gathered.Complete.class);
    }

    @Test
    void saysThatAgentsDisagreeUntilEnoughAgree() {
        ActorRef<Answer> inbox = expect("p", 2);
        VectorizeResult other =
                Samples.result(
                        agent(2),
                        MODEL,
                        TEXTS,
                        List.of(
                                dev.kith.vector.UnitVector.of(-1, 0, 0),
                                dev.kith.vector.UnitVector.of(0, -1, 0)));

        inbox.tell(done("p", agent(1), vectors(agent(1))));
        inbox.tell(done("p", agent(2), other));
        assertThat(gathered.receiveMessage()).isInstanceOf(Gathered.Incomplete.class);
        inbox.tell(done("p", agent(3), vectors(agent(3))));

        assertThat(gathered.receiveMessage()).isInstanceOf(Gathered.Complete.class);
    }

    @Test
    void dropsWhatNobodyAwaits() {
        ActorRef<Answer> inbox = expect("p", 1);

        inbox.tell(done("another", agent(1), vectors(agent(1))));
        inbox.tell(done("p", agent(1), vectors(agent(1))));
        inbox.tell(done("p", agent(2), vectors(agent(2))));

        assertThat(gathered.receiveMessage()).isInstanceOf(Gathered.Complete.class);
        gathered.expectNoMessage();
    }

    @Test
    void awaitsNoMorePartsThanItMay() {
        expect("p", 1);
        expect("q", 1);

        aggregator.tell(ask("r", 1));

        var incomplete = gathered.expectMessageClass(Gathered.Incomplete.class);
        assertThat(incomplete.failure().code()).isEqualTo(Failure.Code.OVERLOADED);
    }

    @Test
    void givesItsMemoryBackWhenIdle() {
        TIME.timePasses(Duration.ofMinutes(3));

        assertThat(shard.receiveMessage()).isEqualTo(new ClusterSharding.Passivate<>(aggregator));
    }

    @Test
    void keepsWhatIsAwaitedMuchLonger() {
        expect("p", 1);

        TIME.timePasses(Duration.ofMinutes(3));
        shard.expectNoMessage();
        for (int i = 0; i < 40; i++) {
            TIME.timePasses(Duration.ofMinutes(3));
            gathered.expectNoMessage(Duration.ofMillis(10));
        }

        assertThat(shard.receiveMessage()).isEqualTo(new ClusterSharding.Passivate<>(aggregator));
    }

    @Test
    void takesNoResultThatSaysItIsOld() {
        ActorRef<Answer> inbox = expect("p", 1);
        VectorizeResult now = vectors(agent(1));
        Receipt honest = now.receipt();
        var backdated =
                new Receipt(
                        honest.agent(),
                        honest.model(),
                        honest.engine(),
                        honest.instructions(),
                        honest.input(),
                        honest.output(),
                        honest.time() - 1,
                        honest.signature());

        inbox.tell(done("p", agent(1), new VectorizeResult(now.vectors(), backdated)));

        var incomplete = gathered.expectMessageClass(Gathered.Incomplete.class);
        assertThat(incomplete.failure().code()).isEqualTo(Failure.Code.CORRUPT_DATA);
    }

    private ActorRef<Answer> expect(String part, int agents) {
        aggregator.tell(ask(part, agents));
        return gathered.expectMessageClass(Gathered.Ready.class).inbox();
    }

    private Aggregator.Expect ask(String part, int agents) {
        return new Aggregator.Expect(
                part,
                ASKER.did(),
                Samples.input(TEXTS),
                MODEL,
                TEXTS.size(),
                agents,
                gathered.getRef());
    }

    private static VectorizeResult vectors(AgentId agent) {
        return Samples.vectors(agent, MODEL, TEXTS);
    }

    private Answer done(String part, AgentId sender, VectorizeResult result) {
        var envelopes = new PaperEnvelopes(post, sender);
        return new Answer.Done(part, envelopes.seal(MessageType.RESULT, "t", ASKER.did(), result));
    }
}
