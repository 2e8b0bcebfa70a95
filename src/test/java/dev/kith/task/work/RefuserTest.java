package dev.kith.task.work;

import static dev.kith.task.testing.Samples.MODEL;
import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Chunk;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.reputation.Notebook;
import dev.kith.reputation.book.Rating;
import dev.kith.task.RunLimits;
import dev.kith.task.run.Tools;
import dev.kith.task.testing.Believing;
import dev.kith.task.testing.Desks;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.LocalTrades.Take;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.NothingInHand;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Picking;
import dev.kith.task.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An agent that was asked cannot refuse in another's name: refusals are not signed. */
class RefuserTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final long NOW = 1_000_000;
    private static final AgentId ASKED = agent(1);
    private static final AgentId OTHER = agent(2);
    private static final RunLimits LIMITS =
            new RunLimits(
                    4,
                    4,
                    2,
                    2,
                    2,
                    1000,
                    90_000,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2),
                    3,
                    3.0,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20),
                    4,
                    64);

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final LocalTrades trades = new LocalTrades(KIT, post);
    private final FixedDirectory directory = new FixedDirectory();
    private final Notebook notebook = new Notebook();
    private final TestProbe<String> refusers = KIT.createTestProbe(String.class);
    private final Tools tools =
            new Tools(
                    agent(0),
                    new PaperEnvelopes(post, agent(0)),
                    new MemoryCopies(),
                    directory,
                    notebook,
                    notebook,
                    trades,
                    Picking.inOrder(directory),
                    () -> MODEL,
                    new Believing(),
                    KIT.spawn(Desks.of(4, 4)),
                    new NothingInHand(),
                    InstantSource.fixed(Instant.ofEpochMilli(NOW)),
                    new Random(1),
                    LIMITS);
    private final DocumentRecord record = Samples.record("doc", 1, NOW + 3_600_000);
    private final Segment segment = new Segment(0, 0, "larch", List.of());

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void isWhoeverWasAsked() {
        refusesAs(ASKED, Optional.of(ASKED), ASKED.did());

        assertThat(notebook.ratings).extracting(Rating::subject).containsOnly(ASKED);
    }

    @Test
    void isWhoeverSaysSoWhereItIsNotKnownWhoWasAsked() {
        refusesAs(OTHER, Optional.empty(), OTHER.did());
    }

    @Test
    void isNobodyWhereAnotherIsNamed() {
        refusesAs(OTHER, Optional.of(ASKED), "");

        assertThat(notebook.ratings).isEmpty();
    }

    /** A chunker and an embedder refuse as {@code claimed}; the task hears {@code heard}. */
    private void refusesAs(AgentId claimed, Optional<AgentId> picked, String heard) {
        trades.chunker = _ -> new Take.Refuse(claimed, Failure.Code.CORRUPT_DATA);
        trades.embedder = _ -> new Take.Refuse(claimed, Failure.Code.CORRUPT_DATA);
        var cut = new ChunkWork(tools, record, segment);
        var batch = Batch.of(segment, List.of(new Chunk(0, 5, 1, List.of())), 32, 1000).getFirst();
        var embed = new EmbedWork(tools, record, batch);

        KIT.spawn(cut.attempt(0, picked, this::hear));
        assertThat(refusers.receiveMessage()).isEqualTo(heard);
        KIT.spawn(embed.attempt(0, picked, this::hear));
        assertThat(refusers.receiveMessage()).isEqualTo(heard);
    }

    private <T> void hear(Errand.Attempted<T> how) {
        if (how instanceof Errand.Refused<T>(var agent, _)) refusers.getRef().tell(agent);
    }
}
