package dev.kith.task.view;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.StoreWrite;
import dev.kith.task.Tasks;
import dev.kith.task.reach.Asking;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.LocalTrades.Take;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.Toolbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever asks about a task gets its present, wherever it runs and whether it runs at all. */
class TaskBoardTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Asking ASKING =
            new Asking(KIT.spawn(Asking.behavior()), KIT.system().scheduler());
    private static final Duration SOON = Duration.ofMillis(300);

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final MemoryCopies copies = new MemoryCopies();
    private final LocalTrades trades = new LocalTrades(KIT, post);
    private final TaskBoard board =
            new TaskBoard(
                    copies,
                    trades,
                    ASKING,
                    KIT.spawn(WatchDesk.create(trades, Duration.ofMillis(100))),
                    SOON);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void makeTasks() {
        var box = new Toolbox(KIT, post, trades);
        box.copies = copies;
        var tools = box.at(1000);
        trades.makeTasks(tools, KIT.system().ignoreRef());
    }

    @Test
    void showsATaskThatHasEndedByItsRecordAlone() {
        DocumentRecord record = given("doc", DocumentState.COMMITTED);

        Tasks.View view = good(board.get(record.task()));

        assertThat(view.state()).isEqualTo("completed");
        assertThat(view.segmentsDone()).isEqualTo(1);
        assertThat(view.chunksDone()).isEqualTo(7);
    }

    @Test
    void showsHowFarARunningTaskIs() {
        trades.embedder = _ -> new Take.Silence();
        DocumentRecord record = given("doc", DocumentState.PENDING);
        good(board.get(record.task()));

        KIT.createTestProbe()
                .awaitAssert(() -> {
                    assertThat(good(board.get(record.task())).state()).isEqualTo("working");
                    return null;
                });
    }

    @Test
    void knowsNothingOfATaskThatIsNot() {
        DocumentRecord record = Samples.record("doc", 1, 2000);

        assertThat(bad(board.get(record.task()))).isEqualTo(Failure.Code.NOT_FOUND);
        assertThat(bad(board.await(record.task(), SOON))).isEqualTo(Failure.Code.NOT_FOUND);
        assertThat(bad(board.cancel(record.task()))).isEqualTo(Failure.Code.NOT_FOUND);
    }

    @Test
    void awaitsATasksEnd() {
        DocumentRecord record = given("doc", DocumentState.PENDING);

        assertThat(good(board.await(record.task(), Duration.ofSeconds(5))).state())
                .isEqualTo("completed");
    }

    @Test
    void saysHowFarItIsWhenTheWaitIsOver() {
        trades.embedder = _ -> new Take.Silence();
        DocumentRecord record = given("doc", DocumentState.PENDING);

        assertThat(good(board.await(record.task(), SOON)).state()).isEqualTo("working");
    }

    @Test
    void cancelsATask() {
        trades.embedder = _ -> new Take.Silence();
        DocumentRecord record = given("doc", DocumentState.PENDING);
        good(board.get(record.task()));

        assertThat(good(board.cancel(record.task())).state()).isEqualTo("canceled");
        assertThat(good(board.get(record.task())).state()).isEqualTo("canceled");
    }

    @Test
    void leavesATaskThatHasEndedAsItIs() {
        DocumentRecord record = given("doc", DocumentState.COMMITTED);

        assertThat(good(board.cancel(record.task())).state()).isEqualTo("completed");
    }

    @Test
    void findsATaskAgainThatMovedWhileItIsWatched() {
        trades.embedder = _ -> new Take.Silence();
        DocumentRecord record = given("doc", DocumentState.PENDING);
        TestProbe<Tasks.View> views = KIT.createTestProbe(Tasks.View.class);
        TestProbe<String> ended = KIT.createTestProbe(String.class);

        board.watch(record.task(), views.getRef()::tell, () -> ended.getRef().tell("ended"));
        assertThat(views.receiveMessage().ended()).isFalse();
        trades.embedder = _ -> new Take.Do(agent(2));
        trades.kill(record.task());

        Tasks.View view = views.receiveMessage();
        while (!view.ended()) view = views.receiveMessage();
        assertThat(view.state()).isEqualTo("completed");
        assertThat(ended.receiveMessage()).isEqualTo("ended");
    }

    @Test
    void endsAWatchOfATaskThatNobodyKnows() {
        TestProbe<String> ended = KIT.createTestProbe(String.class);

        board.watch(
                Samples.record("doc", 1, 2000).task(), _ -> {}, () -> ended.getRef().tell("ended"));

        assertThat(ended.receiveMessage()).isEqualTo("ended");
    }

    @Test
    void stopsWatchingWhenTold() {
        trades.embedder = _ -> new Take.Silence();
        DocumentRecord record = given("doc", DocumentState.PENDING);
        TestProbe<String> ended = KIT.createTestProbe(String.class);

        Runnable stop = board.watch(record.task(), _ -> {}, () -> ended.getRef().tell("ended"));
        stop.run();

        assertThat(ended.receiveMessage()).isEqualTo("ended");
    }

    @Test
    void listsTasksOfAllPartitionsNewestFirst() {
        for (int i = 0; i < 6; i++) {
            given("doc" + i, i < 4 ? DocumentState.COMMITTED : DocumentState.FAILED);
        }

        Tasks.Listing all = good(board.list("", 5));
        Tasks.Listing failed = good(board.list("failed", 5));

        assertThat(all.tasks()).hasSize(5);
        assertThat(all.total()).isEqualTo(6);
        assertThat(failed.tasks()).hasSize(2).allMatch(view -> view.state().equals("failed"));
        assertThat(bad(board.list("sleeping", 5))).isEqualTo(Failure.Code.INVALID_INPUT);
    }

    private DocumentRecord given(String id, DocumentState state) {
        DocumentRecord record = Samples.record(id, 1, 1000 + 3_600_000);
        Optional<Failure> why =
                state == DocumentState.FAILED
                        ? Optional.of(new Failure(Failure.Code.INVALID_INPUT, "why"))
                        : Optional.empty();
        copies.write(
                new StoreWrite.PutDocument(
                        record, List.of(new Segment(0, 0, "one\ntwo", List.of()))),
                0);
        if (state != DocumentState.PENDING) {
            copies.write(new StoreWrite.Settle(record.with(state, 7, why)), 0);
        }
        return record;
    }

    private static <T> T good(CompletionStage<Outcome<T>> stage) {
        return ((Outcome.Good<T>) done(stage)).value();
    }

    private static <T> Failure.Code bad(CompletionStage<Outcome<T>> stage) {
        return ((Outcome.Bad<T>) done(stage)).failure().code();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
