package dev.kith.task.work;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Chunk;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.placement.work.Pick;
import dev.kith.reputation.book.Rating;
import dev.kith.task.run.Tools;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.LocalTrades.Take;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.Toolbox;
import java.util.List;
import java.util.Optional;
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

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final LocalTrades trades = new LocalTrades(KIT, post);
    private final TestProbe<String> refusers = KIT.createTestProbe(String.class);
    private final Toolbox box = new Toolbox(KIT, post, trades);
    private final DocumentRecord record = Samples.record("doc", 1, NOW + 3_600_000);
    private final Segment segment = new Segment(0, 0, "larch", List.of());

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void isWhoeverWasAsked() {
        refusesAs(ASKED, Optional.of(ASKED), ASKED.did());

        assertThat(box.notebook.ratings).extracting(Rating::subject).containsOnly(ASKED);
    }

    @Test
    void isWhoeverSaysSoWhereItIsNotKnownWhoWasAsked() {
        refusesAs(OTHER, Optional.empty(), OTHER.did());
    }

    @Test
    void isNobodyWhereAnotherIsNamed() {
        refusesAs(OTHER, Optional.of(ASKED), "");

        assertThat(box.notebook.ratings).isEmpty();
    }

    /** A chunker and an embedder refuse as {@code claimed}; the task hears {@code heard}. */
    private void refusesAs(AgentId claimed, Optional<AgentId> picked, String heard) {
        trades.chunker = _ -> new Take.Refuse(claimed, Failure.Code.CORRUPT_DATA);
        trades.embedder = _ -> new Take.Refuse(claimed, Failure.Code.CORRUPT_DATA);
        Tools tools = box.at(NOW);
        var cut = new ChunkWork(tools, record, segment);
        var batch = Batch.of(segment, List.of(new Chunk(0, 5, 1, List.of())), 32, 1000).getFirst();
        var embed = new EmbedWork(tools, record, batch);

        KIT.spawn(cut.attempt(pick(Capability.CHUNK, picked), this::hear));
        assertThat(refusers.receiveMessage()).isEqualTo(heard);
        KIT.spawn(embed.attempt(pick(Capability.EMBED, picked), this::hear));
        assertThat(refusers.receiveMessage()).isEqualTo(heard);
    }

    private static Pick pick(Capability trade, Optional<AgentId> agent) {
        return new Pick(trade, 1, 0, Optional.empty(), agent, false, List.of(), Optional.empty());
    }

    private <T> void hear(Errand.Attempted<T> how) {
        if (how instanceof Errand.Refused<T>(var agent, _)) refusers.getRef().tell(agent);
    }
}
