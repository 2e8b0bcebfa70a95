package dev.kith.task.story;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.kith.model.Capability;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.WorkPicker;
import dev.kith.store.StoreWrite;
import dev.kith.task.Explainer;
import dev.kith.task.TaskSettings;
import dev.kith.task.reach.Asking;
import dev.kith.task.run.Seen;
import dev.kith.task.run.Task;
import dev.kith.task.testing.Agents;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.LocalTrades.Take;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Picking;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.Toolbox;
import dev.kith.task.view.TaskBoard;
import dev.kith.task.view.WatchDesk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A slow agent's batch is done elsewhere, and the explanation says who did what, who did not, and
 * why; from memory while there is any, and from receipts for good.
 */
class TaskExplainerTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final long NOW = 1_000_000;

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final MemoryCopies copies = new MemoryCopies();
    private final FixedDirectory directory = new FixedDirectory();
    private final LocalTrades trades = new LocalTrades(KIT, post);
    private final WorkPicker picker = Picking.inOrder(directory);
    private final TestProbe<Seen> seen = KIT.createTestProbe(Seen.class);
    private final TestProbe<Explainer.Explained> told =
            KIT.createTestProbe(Explainer.Explained.class);
    private final DocumentRecord record = Samples.record("doc", 1, NOW + 3_600_000);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void givesADocumentOfThreeBatches() {
        var settings = settings();
        var box = new Toolbox(KIT, post, trades);
        box.copies = copies;
        box.directory = directory;
        box.picker = Optional.of(picker);
        box.limits = settings.run();
        var tools = box.at(NOW);
        var piece = new WorkPicker.Piece(Capability.EMBED, 1, Integer::toString);
        picker.brought(picker.pick(piece, Set.of(), Set.of()), Duration.ofMillis(1));
        trades.makeTasks(tools, KIT.system().ignoreRef());
        var segment = new Segment(0, 0, "a\nb\nc\nd\ne", List.of());
        copies.write(new StoreWrite.PutDocument(record, List.of(segment)), 0);
    }

    @Test
    void saysThatASlowAgentsBatchWasDoneElsewhere() {
        trades.embedder = n -> n == 2 ? new Take.Silence() : new Take.Do(agent(n));
        run();
        awaitAsked(3);
        TIME.timePasses(Duration.ofSeconds(1));
        awaitAsked(4);
        awaitEnd();

        Explainer.Explained explained = explain(500);

        assertThat(explained.view().state()).isEqualTo("completed");
        assertThat(explained.whole()).isTrue();
        assertThat(explained.done())
                .extracting(done -> done.agent().did())
                .containsExactlyInAnyOrder(agent(0).did(), agent(1).did(), agent(3).did());
        List<Try> tries = explained.story().orElseThrow().tries();
        assertThat(tries).extracting(Try::trade).containsOnlyOnce(Capability.CHUNK).hasSize(5);
        Try slow = only(tries, Try.End.NOT_NEEDED);
        Try second = tries.getLast();
        assertThat(slow.salt()).isZero();
        assertThat(second.salt()).isEqualTo(1);
        assertThat(second.batch()).isEqualTo(slow.batch());
        assertThat(second.end()).isEqualTo(Try.End.DONE);
        assertThat(second.agent()).isEqualTo(agent(3).did());
        assertThat(second.because()).startsWith("slower than expected");
    }

    @Test
    void saysWhoRefusedAndWhy() {
        trades.embedder =
                n ->
                        n == 0
                                ? new Take.Refuse(agent(8), Failure.Code.OVERLOADED)
                                : new Take.Do(agent(9));
        run();
        awaitAsked(3);
        TIME.timePasses(Duration.ofSeconds(1));
        awaitEnd();

        List<Try> tries = explain(500).story().orElseThrow().tries();

        Try refused = only(tries, Try.End.REFUSED);
        assertThat(refused.agent()).isEqualTo(agent(8).did());
        assertThat(refused.detail()).startsWith("OVERLOADED: ");
        assertThat(tries.getLast().because()).isEqualTo("the one before refused");
    }

    @Test
    void knowsOfATaskThatWasForgottenWhatIsStored() {
        run();
        awaitEnd();
        trades.kill(record.task());

        Explainer.Explained explained = explain(2);

        assertThat(explained.story().orElseThrow().tries()).isEmpty();
        assertThat(explained.done()).hasSize(2);
        assertThat(explained.whole()).isFalse();
    }

    @Test
    void saysHowAgentsStandInBothTrades() {
        directory.agents = List.of(Agents.working(1, 10), Agents.paused(2));

        assertThat(explainer(1).standings())
                .extracting(s -> s.trade() + " " + s.address() + " " + s.share())
                .containsExactly(
                        Capability.CHUNK + " " + Agents.address(1) + " 1.0",
                        Capability.CHUNK + " " + Agents.address(2) + " 0.0",
                        Capability.EMBED + " " + Agents.address(1) + " 1.0",
                        Capability.EMBED + " " + Agents.address(2) + " 0.0");
    }

    private static Try only(List<Try> tries, Try.End end) {
        List<Try> such = tries.stream().filter(tried -> tried.end() == end).toList();
        assertThat(such).hasSize(1);
        return such.getFirst();
    }

    private static TaskSettings settings() {
        return TaskSettings.from(
                ConfigFactory.load("application")
                        .getConfig("kith.task")
                        .withValue("run.batch-chunks-max", ConfigValueFactory.fromAnyRef(2))
                        .withValue("run.batches-in-flight", ConfigValueFactory.fromAnyRef(2)));
    }

    private void run() {
        trades.task(record.task(), new Task.Watch(seen.getRef()));
    }

    private void awaitAsked(int embedders) {
        seen.awaitAssert(() -> {
            assertThat(trades.asked).filteredOn(ask -> ask.startsWith("embed")).hasSize(embedders);
            return null;
        });
    }

    private void awaitEnd() {
        seen.awaitAssert(() -> {
            assertThat(copies.newest(record.key()).orElseThrow().state())
                    .isEqualTo(DocumentState.COMMITTED);
            return null;
        });
    }

    private Explainer.Explained explain(int batchesMax) {
        CompletionStage<Outcome<Explainer.Explained>> answer =
                explainer(batchesMax).task(record.task());
        answer.thenAccept(outcome ->
                told.getRef().tell(((Outcome.Good<Explainer.Explained>) outcome).value()));
        return told.receiveMessage();
    }

    private TaskExplainer explainer(int batchesMax) {
        var asking = new Asking(KIT.spawn(Asking.behavior()), KIT.system().scheduler());
        var watches = KIT.spawn(WatchDesk.create(trades, Duration.ofSeconds(1)));
        Duration soon = Duration.ofSeconds(1);
        var board = new TaskBoard(copies, trades, asking, watches, soon);
        return new TaskExplainer(
                new TaskExplainer.Means(
                        board,
                        copies,
                        trades,
                        asking,
                        picker,
                        new MoveBook(InstantSource.system(), 1),
                        soon,
                        batchesMax));
    }
}
