package dev.kith.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.idle.Reason;
import dev.kith.idle.Stance;
import dev.kith.model.AgentId;
import dev.kith.model.Chunk;
import dev.kith.model.Failure;
import dev.kith.wire.Answer;
import dev.kith.wire.ChunkRequest;
import dev.kith.wire.ChunkResult;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The chunker's promise: every request is answered once, and never more than the limit run. */
class ChunkerTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final AgentId SELF = new AgentId("did:key:z6MkSelfSelfSelf");
    private static final AgentId ASKER = new AgentId("did:key:z6MkAskerAskerAsker");
    private static final String ENTITY = "task-1/0";

    private static final Stance PAUSED =
            new Stance.Paused(
                    Instant.EPOCH, Reason.PERSON, Set.of(Reason.PERSON), Optional.empty());

    /** Work waits here until the test runs it: no sleeps, no threads, no races. */
    private final Queue<Runnable> pending = new ArrayDeque<>();

    private final OpenEnvelopes envelopes = new OpenEnvelopes(new ConcurrentHashMap<>());
    private volatile Stance stance = Stance.working(Instant.EPOCH);
    private final TestProbe<Answer> probe = KIT.createTestProbe(Answer.class);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void answersWithTheChunksSealedForTheAsker() {
        var chunker = chunker(1, new WordTokens(), this::enqueue);

        chunker.tell(cut("part-7", request("Hello world.")));
        runPending();

        var done = probe.expectMessageClass(Answer.Done.class);
        assertThat(done.part()).isEqualTo("part-7");
        assertThat(envelopes.letter(done.result()))
                .isEqualTo(
                        new Letter(
                                MessageType.RESULT,
                                "task-1",
                                ASKER.did(),
                                new ChunkResult(
                                        0, List.of(new Chunk(0, 12, 4, List.of())), false)));
    }

    @Test
    void refusesWhatExceedsTheLimitOfTheWholeAgent() {
        var desk = desk(1, new WordTokens(), this::enqueue);
        var first = KIT.spawn(Chunker.create(ENTITY, desk));
        var second = KIT.spawn(Chunker.create(ENTITY, desk));

        first.tell(cut("a", request("One.")));
        awaitPending();
        second.tell(cut("b", request("Two.")));

        expectRefused("b", Failure.Code.OVERLOADED);
        runPending();
        probe.expectMessageClass(Answer.Done.class);
        second.tell(cut("c", request("Three.")));
        runPending();
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("c");
    }

    @Test
    void takesOnNothingWhileItsAgentPausesAndFinishesWhatItHas() {
        var chunker = chunker(1, new WordTokens(), this::enqueue);
        chunker.tell(cut("before", request("One.")));
        awaitPending();
        stance = PAUSED;

        chunker.tell(cut("while", request("Two.")));

        expectRefused("while", Failure.Code.PAUSED);
        runPending();
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("before");
    }

    @Test
    void refusesWhenNoThreadIsFreeAndKeepsItsPlaces() {
        Executor full =
                work -> {
                    throw new RejectedExecutionException("full");
                };
        var chunker = chunker(1, new WordTokens(), full);

        chunker.tell(cut("a", request("One.")));
        chunker.tell(cut("b", request("One.")));

        expectRefused("a", Failure.Code.OVERLOADED);
        expectRefused("b", Failure.Code.OVERLOADED);
    }

    @Test
    void refusesEnvelopesThatAreNotForIt() {
        var chunker = chunker(1, new WordTokens(), Runnable::run);
        var other = envelopes.seal(MessageType.CHUNK, "task-1", "chunker/other", request("One."));

        chunker.tell(new Chunker.Cut("a", other, probe.getRef()));

        expectRefused("a", Failure.Code.REJECTED_MESSAGE);
    }

    @Test
    void refusesSegmentsThatAreTooLargeOrNowhere() {
        var chunker = chunker(1, new WordTokens(), Runnable::run);

        chunker.tell(cut("a", request("é".repeat(40_000))));
        chunker.tell(cut("b", new ChunkRequest(0, -1, true, "x", List.of())));
        chunker.tell(cut("c", new ChunkRequest(0, Integer.MAX_VALUE, true, "x", List.of())));

        expectRefused("a", Failure.Code.TOO_LARGE);
        expectRefused("b", Failure.Code.INVALID_INPUT);
        expectRefused("c", Failure.Code.INVALID_INPUT);
    }

    @Test
    void answersWhenTheTokenizerFailsAndGoesOn() {
        TokenCounter broken =
                text -> {
                    if (text.contains("bad")) throw new IllegalStateException("broken");
                    return new int[] {0};
                };
        var chunker = chunker(1, broken, Runnable::run);

        chunker.tell(cut("a", request("bad")));
        chunker.tell(cut("b", request("good")));

        expectRefused("a", Failure.Code.INTERNAL);
        assertThat(probe.expectMessageClass(Answer.Done.class).part()).isEqualTo("b");
    }

    private void expectRefused(String part, Failure.Code code) {
        var refused = probe.expectMessageClass(Answer.Refused.class);
        assertThat(refused.part()).isEqualTo(part);
        assertThat(refused.agent()).isEqualTo(SELF.did());
        assertThat(refused.failure().code()).isEqualTo(code);
    }

    private static ChunkRequest request(String text) {
        return new ChunkRequest(0, 0, true, text, List.of());
    }

    private Chunker.Cut cut(String part, ChunkRequest request) {
        var sealed = envelopes.seal(MessageType.CHUNK, "task-1", Chunker.audience(ENTITY), request);
        return new Chunker.Cut(part, sealed, probe.getRef());
    }

    private ActorRef<Chunker.Command> chunker(int inFlightMax, TokenCounter counter, Executor on) {
        return KIT.spawn(Chunker.create(ENTITY, desk(inFlightMax, counter, on)));
    }

    private ChunkDesk desk(int inFlightMax, TokenCounter counter, Executor on) {
        var settings = ChunkSettingsFixture.with("in-flight-max = " + inFlightMax);
        return new ChunkDesk(
                settings, SELF, envelopes, Splitter.create(settings, counter), on, () -> stance);
    }

    private void enqueue(Runnable work) {
        synchronized (pending) {
            pending.add(work);
        }
    }

    private void awaitPending() {
        probe.awaitAssert(() -> {
            synchronized (pending) {
                assertThat(pending).isNotEmpty();
            }
            return null;
        });
    }

    private void runPending() {
        awaitPending();
        Runnable work;
        synchronized (pending) {
            work = pending.remove();
        }
        work.run();
    }

    private record Letter(MessageType type, String taskId, String audience, Object payload) {}

    /** Envelopes without signatures, that remember what is in them. */
    private record OpenEnvelopes(Map<String, Letter> letters) implements Envelopes {

        Letter letter(Sealed sealed) {
            return Objects.requireNonNull(letters.get(sealed.json()));
        }

        @Override
        public Sealed seal(MessageType type, String taskId, String audience, Object payload) {
            String name = "letter-" + letters.size();
            letters.put(name, new Letter(type, taskId, audience, payload));
            return new Sealed(name);
        }

        @Override
        public <T> Opened<T> open(
                Sealed sealed, MessageType expected, String audience, Class<T> payload) {
            Letter letter = letter(sealed);
            if (letter.type() != expected || !letter.audience().equals(audience)) {
                return new Opened.Rejected<>(
                        new Failure(Failure.Code.REJECTED_MESSAGE, "not for us"));
            }
            return new Opened.Accepted<>(
                    ASKER, letter.type(), letter.taskId(), payload.cast(letter.payload()));
        }
    }
}
