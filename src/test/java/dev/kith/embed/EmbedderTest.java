package dev.kith.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.embed.profile.EngineChoice;
import dev.kith.idle.Reason;
import dev.kith.idle.Stance;
import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.Failure;
import dev.kith.model.HashTree;
import dev.kith.reputation.Notebook;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Answer;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The embedder's promise: every request is answered once, and what is not ours is refused. */
class EmbedderTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final AgentId SELF = new AgentId("did:key:z6MkSelfSelfSelf");
    private static final AgentId ASKER = new AgentId("did:key:z6MkAskerAskerAsker");
    private static final String TASK = "taaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final EmbedderSettings SETTINGS =
            new EmbedderSettings(
                    "default",
                    EngineChoice.AUTO,
                    1,
                    2,
                    2,
                    10,
                    Duration.ofSeconds(1),
                    new EmbedderSettings.Probing(Duration.ofSeconds(2), 3),
                    new EmbedderSettings.ModelFolder("", "", "full", "mean", "", "", 512, 0));

    /** Nobody's quota is used up. */
    private static final KarmaSettings KARMA =
            KarmaSettings.from(ConfigFactory.load("application").getConfig("kith.karma"));

    private static final Stance PAUSED =
            new Stance.Paused(
                    Instant.EPOCH, Reason.PERSON, Set.of(Reason.PERSON), Optional.empty());

    private final GatedModel model = new GatedModel();
    private final EmbeddingPool pool =
            EmbeddingPool.start(
                    model,
                    1,
                    SETTINGS.inFlightMax(),
                    Thread.ofPlatform().daemon().name("embedder-test-", 0).factory(),
                    () -> Instant.EPOCH);
    private volatile Optional<String> unfit = Optional.empty();
    private final Regard regard =
            new Regard(SELF, new Notebook(), KARMA, () -> Instant.ofEpochMilli(7));
    private final PlainEnvelopes envelopes = new PlainEnvelopes();
    private final TestProbe<Answer> probe = KIT.createTestProbe(Answer.class);
    private final ActorRef<Embedder.Command> embedder =
            KIT.spawn(
                    Embedder.create(
                            "e-0",
                            new Embedder.Trade(
                                    SELF,
                                    envelopes,
                                    pool,
                                    regard,
                                    unsigned -> "signed " + unsigned.output().cid(),
                                    () -> Instant.ofEpochMilli(7),
                                    SETTINGS,
                                    () -> unfit)));

    @AfterEach
    void close() {
        model.openGate();
        pool.close();
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void answersWithVectorsAndAReceiptForThem() {
        model.openGate();

        ask("part 1", "", "a", "bb");

        var done = probe.expectMessageClass(Answer.Done.class);
        assertThat(done.part()).isEqualTo("part 1");
        var sent = envelopes.sealed(done.result());
        assertThat(sent.audience()).isEqualTo(ASKER.did());
        assertThat(sent.taskId()).isEqualTo(TASK);
        var result = (VectorizeResult) sent.payload();
        assertThat(result.vectors().stream().map(UnitVector::fromBase64))
                .containsExactly(GatedModel.vector("a"), GatedModel.vector("bb"));
        var receipt = result.receipt();
        assertThat(receipt.agent()).isEqualTo(SELF);
        assertThat(receipt.model()).isEqualTo(GatedModel.IDENTITY.fingerprint());
        assertThat(receipt.input()).isEqualTo(HashTree.ofTexts(List.of("a", "bb")).root());
        assertThat(receipt.output()).isEqualTo(vectors("a", "bb"));
        assertThat(receipt.time()).isEqualTo(7);
        assertThat(receipt.signature()).isEqualTo("signed " + receipt.output().cid());
    }

    @Test
    void embedsNothingWhileItsModelIsNotTheNetworks() {
        model.openGate();
        unfit = Optional.of("probe tides differs");

        ask("now", "", "a");

        assertThat(refusal(Failure.Code.MODEL_UNAVAILABLE).failure().detail())
                .contains("probe tides differs");
        unfit = Optional.empty();
        ask("again", "", "a");
        probe.expectMessageClass(Answer.Done.class);
    }

    private static ContentId vectors(String... texts) {
        return HashTree.of(Stream.of(texts).map(text -> GatedModel.vector(text).toBytes()).toList())
                .root();
    }

    @Test
    void takesItsOwnModelByNameAndRefusesAnother() {
        model.openGate();

        ask("ours", GatedModel.IDENTITY.fingerprint(), "a");
        probe.expectMessageClass(Answer.Done.class);
        ask("theirs", "another", "a");

        var refused = refusal(Failure.Code.MODEL_UNAVAILABLE);
        assertThat(refused.failure().detail())
                .contains("another")
                .contains(GatedModel.IDENTITY.fingerprint());
        assertThat(refused.agent()).isEqualTo(SELF.did());
    }

    @Test
    void refusesTooManyTextsNoneAndTooLong() {
        ask("many", "", "a", "b", "c");
        refusal(Failure.Code.INVALID_INPUT);
        ask("none", "");
        refusal(Failure.Code.INVALID_INPUT);
        ask("long", "", "12345678901");
        refusal(Failure.Code.INVALID_INPUT);
    }

    @Test
    void refusesWhatExceedsTheLimitInsteadOfQueueing() {
        ask("first", "", "a", "b");
        ask("second", "", "c");

        assertThat(refusal(Failure.Code.OVERLOADED).part()).isEqualTo("second");
        model.openGate();
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("first");
    }

    @Test
    void refusesWhoHasUsedUpItsQuotaWhileItIsBusyAndOnlyThen() throws InterruptedException {
        ask("running", "", "a");
        model.awaitStarted("a");
        for (int i = 0; i < KARMA.quotaBase(); i++) regard.take(ASKER);

        ask("too much", "", "b");

        var refused = refusal(Failure.Code.OVERLOADED);
        assertThat(refused.part()).isEqualTo("too much");
        assertThat(refused.failure().detail()).contains("try again in 2 s");
        model.openGate();
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("running");
        probe.awaitAssert(() -> {
            assertThat(pool.load().inFlight()).isZero();
            return null;
        });
        ask("now it is free", "", "c");
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("now it is free");
    }

    @Test
    void takesOnNoPassagesWhileItsAgentPausesButAlwaysQueries() {
        pool.follow(PAUSED);

        ask("passage", "", "a");
        var refused = refusal(Failure.Code.PAUSED);
        assertThat(refused.failure().detail()).contains("a person uses this machine");
        assertThat(refused.failure().code().blame()).isEqualTo(Failure.Blame.CAPACITY);
        model.openGate();
        ask("query", new VectorizeRequest("", true, List.of("q")));
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("query");
    }

    @Test
    void givesBackWhatWaitsWhenItsAgentPauses() throws InterruptedException {
        ask("running", "", "a");
        model.awaitStarted("a");
        ask("waiting", "", "b");
        probe.awaitAssert(() -> {
            assertThat(pool.load().inFlight()).isEqualTo(2);
            return null;
        });

        pool.follow(PAUSED);

        assertThat(refusal(Failure.Code.PAUSED).part()).isEqualTo("waiting");
        model.openGate();
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("running");
    }

    @Test
    void failsOnlyTheRequestWithABadText() {
        model.openGate();

        ask("bad", "", "bad");
        assertThat(refusal(Failure.Code.MODEL_UNAVAILABLE).part()).isEqualTo("bad");
        ask("good", "", "good");
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("good");
    }

    @Test
    void refusesWhatWaitsWhenTheAgentLeaves() throws InterruptedException {
        ask("running", "", "a");
        model.awaitStarted("a");
        ask("waiting", "", "b");
        probe.awaitAssert(() -> {
            assertThat(pool.load().inFlight()).isEqualTo(2);
            return null;
        });

        var closing = Thread.ofPlatform().start(pool::close);

        assertThat(refusal(Failure.Code.OVERLOADED).part()).isEqualTo("waiting");
        model.openGate();
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("running");
        closing.join();
    }

    @Test
    void passesOnWhyAnEnvelopeWasRejected() {
        embedder.tell(new Embedder.Embed("forged", new Sealed("unknown"), probe.getRef()));

        assertThat(refusal(Failure.Code.REJECTED_MESSAGE).part()).isEqualTo("forged");
    }

    @Test
    void saysTheAudienceThatItExpects() {
        assertThat(Embedder.audience("e-0")).isEqualTo("embedder/e-0");
    }

    private Answer.Refused refusal(Failure.Code code) {
        var refused = probe.expectMessageClass(Answer.Refused.class);
        assertThat(refused.failure().code()).isEqualTo(code);
        return refused;
    }

    private void ask(String part, String wanted, String... texts) {
        ask(part, new VectorizeRequest(wanted, false, List.of(texts)));
    }

    private void ask(String part, VectorizeRequest payload) {
        Sealed request = envelopes.seal(MessageType.VECTORIZE, TASK, "embedder/e-0", payload);
        embedder.tell(new Embedder.Embed(part, request, probe.getRef()));
    }

    /** Envelopes that keep their payloads in a map instead of signing them. */
    private static final class PlainEnvelopes implements Envelopes {
        record Sent(MessageType type, String taskId, String audience, Object payload) {}

        private final Map<String, Sent> sent = new ConcurrentHashMap<>();

        Sent sealed(Sealed sealed) {
            return java.util.Objects.requireNonNull(sent.get(sealed.json()));
        }

        @Override
        public Sealed seal(MessageType type, String taskId, String audience, Object payload) {
            String key = "envelope " + sent.size();
            sent.put(key, new Sent(type, taskId, audience, payload));
            return new Sealed(key);
        }

        @Override
        public <T> Opened<T> open(
                Sealed sealed, MessageType expected, String audience, Class<T> payload) {
            Sent found = sent.get(sealed.json());
            if (found == null || found.type() != expected || !found.audience().equals(audience)) {
                return new Opened.Rejected<>(
                        new Failure(Failure.Code.REJECTED_MESSAGE, "not for " + audience));
            }
            return new Opened.Accepted<>(
                    ASKER, found.type(), found.taskId(), payload.cast(found.payload()));
        }
    }
}
