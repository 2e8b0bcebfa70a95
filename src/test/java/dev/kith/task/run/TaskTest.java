package dev.kith.task.run;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Capability;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.StoreWrite;
import dev.kith.task.Tasks;
import dev.kith.task.state.Ingest;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.LocalTrades.Take;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.Toolbox;
import dev.kith.wire.MessageType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The task's promise: it brings its version to an end whatever the agents around it do. */
class TaskTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final long NOW = 1_000_000;
    private static final Duration DEADLINE = Duration.ofHours(1);

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final MemoryCopies copies = new MemoryCopies();
    private final FixedDirectory directory = new FixedDirectory();
    private final LocalTrades trades = new LocalTrades(KIT, post);
    private final TestProbe<Seen> seen = KIT.createTestProbe(Seen.class);
    private final TestProbe<ClusterSharding.ShardCommand> shard =
            KIT.createTestProbe(ClusterSharding.ShardCommand.class);

    /** Hears nothing: waiting for it gives the other actors time. */
    private final TestProbe<Seen> quiet = KIT.createTestProbe(Seen.class);

    private DocumentRecord record = Samples.record("doc", 1, NOW + DEADLINE.toMillis());

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void makeTasks() {
        var box = new Toolbox(KIT, post, trades);
        box.copies = copies;
        box.directory = directory;
        var tools = box.at(NOW);
        trades.makeTasks(tools, shard.getRef());
    }

    @Test
    void bringsADocumentFromPendingToCommitted() {
        given("one\ntwo\nthree");

        watch();

        Tasks.View end = end();
        assertThat(end.state()).isEqualTo("completed");
        assertThat(end.chunksDone()).isEqualTo(3);
        assertThat(stored().state()).isEqualTo(DocumentState.COMMITTED);
        assertThat(stored().chunks()).isEqualTo(3);
        assertThat(copies.batches(record))
                .flatExtracting(batch -> batch.chunks())
                .extracting(chunk -> copies.text(record).substring(chunk.start(), chunk.end()))
                .containsExactly("one", "two", "three");
    }

    @Test
    void bringsAllSegmentsOfALongDocument() {
        given("a\nb\nc\n", "d\n", "\n \n", "e\nf\ng\nh\ni\n");

        watch();

        assertThat(end().chunksDone()).isEqualTo(9);
        assertThat(copies.batches(record)).hasSize(6);
    }

    @Test
    void startsWithTheTextThatItsEnvelopeCarries() {
        given("one");
        var segment = new Segment(0, 0, "carried\ntext", List.of());

        start(new Ingest(record, List.of(segment)));
        watch();

        assertThat(end().chunksDone()).isEqualTo(2);
    }

    @Test
    void readsTheStoreWhenItsEnvelopeIsNotForIt() {
        given("one\ntwo");
        var other = Samples.record("other", 1, NOW + 1000);

        start(new Ingest(other, List.of()));
        watch();

        assertThat(end().task()).isEqualTo(record.task());
    }

    @Test
    void commitsADocumentWithoutAnyChunk() {
        given("\n\n");

        watch();

        assertThat(end().state()).isEqualTo("completed");
        assertThat(stored().chunks()).isZero();
    }

    @Test
    void asksAgainUnderAnotherSaltWhenAnAgentIsOverloaded() {
        given("one");
        trades.embedder = n -> n < 5 ? new Take.Refuse(agent(n), Failure.Code.OVERLOADED) : take(9);

        watch();
        passUntilEnd(Duration.ofSeconds(1));

        assertThat(stored().state()).isEqualTo(DocumentState.COMMITTED);
        assertThat(trades.asked.stream().filter(ask -> ask.startsWith("embed")))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void asksAgainWhenAnAgentIsSilent() {
        given("one");
        trades.chunker = n -> n == 0 ? new Take.Silence() : take(1);
        trades.embedder = n -> n == 0 ? new Take.Silence() : take(1);

        watch();
        passUntilEnd(Duration.ofSeconds(10));

        assertThat(stored().state()).isEqualTo(DocumentState.COMMITTED);
    }

    @Test
    void asksAnotherAgentWhenAChunkerLeavesTextOut() {
        given("one");
        trades.chunker = n -> n == 0 ? new Take.Withhold(agent(7)) : take(1);
        watch();
        assertThat(passUntilEnd(Duration.ofSeconds(10)).state()).isEqualTo("completed");
        assertThat(stored().chunks()).isEqualTo(1);
    }

    @Test
    void asksAnotherAgentAtOnceWhenOneLeaves() {
        given("one");
        trades.embedder = n -> n == 0 ? new Take.Silence() : take(1);
        watch();
        seen.awaitAssert(() -> {
            assertThat(trades.asked).anyMatch(ask -> ask.startsWith("embed"));
            return null;
        });

        directory.leave();

        // a hundred such steps are still less than the first time-out
        assertThat(passUntilEnd(Duration.ofMillis(100)).state()).isEqualTo("completed");
    }

    @Test
    void failsWhenThreeDistinctAgentsCouldNotDoIt() {
        given("one");
        trades.embedder = n -> new Take.Refuse(agent(n / 2), Failure.Code.INVALID_INPUT);

        watch();
        Tasks.View end = passUntilEnd(Duration.ofSeconds(1));

        assertThat(end.state()).isEqualTo("failed");
        assertThat(stored().failure())
                .hasValueSatisfying(
                        why -> assertThat(why.code()).isEqualTo(Failure.Code.INVALID_INPUT));
        assertThat(trades.asked.stream().filter(ask -> ask.startsWith("embed"))).hasSize(5);
    }

    @Test
    void saysWhatItWaitsForAndGoesOnWhenSomebodyOffersIt() {
        given("one");
        directory.set(Capability.EMBED, 0);

        watch();
        Tasks.View waiting = viewWhere(view -> view.waiting().isPresent());
        assertThat(waiting.waiting())
                .contains("no agent offers embed; start one with that capability");
        assertThat(waiting.state()).isEqualTo("working");
        directory.set(Capability.EMBED, 1);

        assertThat(end().state()).isEqualTo("completed");
        seen.awaitAssert(() -> {
            assertThat(directory.listeners()).isZero();
            return null;
        });
    }

    @Test
    void failsWhenItsDeadlinePasses() {
        given("one");
        directory.set(Capability.CHUNK, 0);

        watch();
        viewWhere(view -> view.waiting().isPresent());
        TIME.timePasses(DEADLINE);

        Tasks.View end = end();
        assertThat(end.state()).isEqualTo("failed");
        assertThat(end.failure())
                .hasValueSatisfying(why -> {
                    assertThat(why.code()).isEqualTo(Failure.Code.TIMED_OUT);
                    assertThat(why.detail()).contains("no agent offers chunk");
                });
    }

    @Test
    void failsBeforeItsDeadlineWhereNobodyWaitsForItsTextAnyMore() {
        given("one");
        copies.lose(record, true);
        watch();
        viewWhere(view -> view.waiting().isPresent());
        copies.forsake(record);

        Tasks.View end = passUntilEnd(Duration.ofSeconds(5));

        assertThat(stored().state()).isEqualTo(DocumentState.FAILED);
        assertThat(end.failure().orElseThrow().code()).isEqualTo(Failure.Code.CORRUPT_DATA);
        assertThat(end.failure().orElseThrow().detail()).contains("put the document again");
    }

    @Test
    void endsWhenItIsCanceled() {
        given("one");
        trades.embedder = _ -> new Take.Silence();
        watch();
        viewWhere(view -> view.state().equals("working"));

        trades.task(record.task(), new Task.Cancel(seen.getRef()));

        assertThat(end().state()).isEqualTo("canceled");
        assertThat(stored().state()).isEqualTo(DocumentState.CANCELED);
    }

    @Test
    void canBeCanceledBeforeAnythingOfItIsKnown() {
        given("one");

        trades.task(record.task(), new Task.Cancel(seen.getRef()));

        assertThat(end().state()).isEqualTo("canceled");
        assertThat(trades.asked).isEmpty();
    }

    @Test
    void doesNothingMoreOnceItHasEnded() {
        given("one");
        watch();
        end();
        int writes = copies.writes().size();

        start(new Ingest(record, List.of()));
        trades.task(record.task(), new Task.Wake(record));
        trades.task(record.task(), new Task.Cancel(seen.getRef()));

        assertThat(end().state()).isEqualTo("completed");
        assertThat(copies.writes()).hasSize(writes);
    }

    @Test
    void runsANewerVersionOfTheSameTask() {
        given("one");
        watch();
        end();
        var newer = version(2L << 20);
        copies.write(put(newer, "one\ntwo"), 0);

        trades.task(record.task(), new Task.Wake(newer));
        seen.awaitAssert(() -> {
            assertThat(stored().version()).isEqualTo(newer.version());
            assertThat(stored().state()).isEqualTo(DocumentState.COMMITTED);
            return null;
        });
    }

    @Test
    void givesUpAnOlderVersionOfTheSameContent() {
        given("one");
        var newer = version(2L << 20);
        copies.write(put(newer, "one"), 0);

        trades.task(record.task(), new Task.Wake(record));

        watch();
        end();
        assertThat(stored().state()).isEqualTo(DocumentState.COMMITTED);
        assertThat(copies.writes())
                .anySatisfy(write -> {
                    assertThat(write).isInstanceOf(StoreWrite.Settle.class);
                    var settled = ((StoreWrite.Settle) write).record();
                    assertThat(settled.version()).isEqualTo(record.version());
                    assertThat(settled.state()).isEqualTo(DocumentState.CANCELED);
                });
    }

    @Test
    void goesOnElsewhereWhenItsAgentDies() {
        given("one\ntwo\nthree\nfour\nfive");
        trades.embedder = n -> n < 2 ? take(1) : new Take.Silence();
        watch();
        viewWhere(view -> view.chunksDone() > 0);

        trades.kill(record.task());
        trades.embedder = _ -> take(2);
        trades.task(record.task(), new Task.Wake(record));
        watch();

        assertThat(end().chunksDone()).isEqualTo(5);
        assertThat(copies.batches(record)).hasSize(3);
    }

    @Test
    void writesAgainUntilTheStoreHasRoom() {
        given("one");
        copies.failNext(
                Failure.Code.STORAGE_FULL, Failure.Code.NOT_ENOUGH_COPIES, Failure.Code.TIMED_OUT);

        watch();

        assertThat(passUntilEnd(Duration.ofSeconds(1)).state()).isEqualTo("completed");
    }

    @Test
    void saysThatItKnowsNothingOfATaskThatIsNotThere() {
        watch();

        var unknown = seen.expectMessageClass(Seen.Unknown.class);
        assertThat(unknown.failure().code()).isEqualTo(Failure.Code.NOT_FOUND);
    }

    @Test
    void givesItsMemoryBackOnlyOnceItHasEnded() {
        given("one");
        trades.embedder = n -> n == 0 ? new Take.Silence() : take(1);
        watch();
        viewWhere(view -> view.state().equals("working"));
        TIME.timePasses(Duration.ofSeconds(19));
        shard.expectNoMessage();

        passUntilEnd(Duration.ofSeconds(5));
        TIME.timePasses(Toolbox.LIMITS.idleAfter());

        assertThat(shard.receiveMessage())
                .isEqualTo(new ClusterSharding.Passivate<>(trades.entity(record.task())));
    }

    @Test
    void waitsForItsTurn() {
        var running = new ArrayList<DocumentRecord>();
        trades.embedder = _ -> new Take.Silence();
        for (int i = 0; i < 4; i++) {
            running.add(Samples.record("running" + i, 1, NOW + DEADLINE.toMillis()));
            copies.write(put(running.get(i), "text"), 0);
            trades.task(running.get(i).task(), new Task.Watch(seen.getRef()));
            viewWhere(view -> view.state().equals("working"));
        }
        seen.awaitAssert(() -> {
            assertThat(trades.asked.stream().filter(ask -> ask.startsWith("embed"))).hasSize(4);
            return null;
        });
        given("one");
        var mine = KIT.createTestProbe(Seen.class);
        trades.embedder = _ -> take(1);

        trades.task(record.task(), new Task.Watch(mine.getRef()));
        assertThat(mine.expectMessageClass(Seen.Shown.class).view().state()).isEqualTo("submitted");
        mine.expectNoMessage();
        trades.task(running.getFirst().task(), new Task.Cancel(seen.getRef()));

        assertThat(mine.expectMessageClass(Seen.Shown.class).view().state()).isEqualTo("working");
    }

    /** One partition may be full where others are not. */
    @Test
    void holdsNobodyUpWhileItsChunksCannotBeStored() {
        copies.refuse(
                write -> write instanceof StoreWrite.PutChunks && !write.key().equals(record.key()),
                Failure.Code.STORAGE_FULL);
        for (int i = 0; i < 4; i++) {
            var stuck = Samples.record("stuck" + i, 1, NOW + DEADLINE.toMillis());
            copies.write(put(stuck, "text"), 0);
            trades.task(stuck.task(), new Task.Watch(seen.getRef()));
            viewWhere(view -> view.waiting().isPresent());
        }
        given("one");

        var mine = KIT.createTestProbe(Seen.class);
        trades.task(record.task(), new Task.Watch(mine.getRef()));

        mine.fishForMessage(
                Duration.ofSeconds(20),
                shown ->
                        shown instanceof Seen.Shown(var view) && view.ended()
                                ? FishingOutcomes.complete()
                                : FishingOutcomes.continueAndIgnore());
        assertThat(stored().state()).isEqualTo(DocumentState.COMMITTED);
    }

    private static Take take(int agent) {
        return new Take.Do(agent(agent));
    }

    private void given(String... segments) {
        record = Samples.record("doc", segments.length, NOW + DEADLINE.toMillis());
        copies.write(put(record, segments), 0);
    }

    private static StoreWrite put(DocumentRecord record, String... texts) {
        var segments = new ArrayList<Segment>();
        int start = 0;
        for (String text : texts) {
            segments.add(new Segment(segments.size(), start, text, List.of()));
            start += text.length();
        }
        return new StoreWrite.PutDocument(record, segments);
    }

    private DocumentRecord version(long time) {
        return new DocumentRecord(
                record.key(),
                new Version(time, "maker"),
                DocumentState.PENDING,
                record.task(),
                record.content(),
                record.text(),
                "",
                "plain",
                record.metadata(),
                1,
                10,
                0,
                record.deadline(),
                java.util.Optional.empty());
    }

    private DocumentRecord stored() {
        return copies.newest(record.key()).orElseThrow();
    }

    private void start(Ingest ingest) {
        var sealed =
                new PaperEnvelopes(post, agent(3))
                        .seal(
                                MessageType.INGEST,
                                record.task().value(),
                                Task.audience(record.task()),
                                ingest);
        trades.task(record.task(), new Task.Start(sealed));
    }

    private void watch() {
        trades.task(record.task(), new Task.Watch(seen.getRef()));
    }

    private Tasks.View end() {
        return viewWhere(Tasks.View::ended);
    }

    private Tasks.View viewWhere(java.util.function.Predicate<Tasks.View> wanted) {
        while (true) {
            Tasks.View view = seen.expectMessageClass(Seen.Shown.class).view();
            if (wanted.test(view)) return view;
        }
    }

    /** Lets time pass step by step until the task has ended. */
    private Tasks.View passUntilEnd(Duration step) {
        for (int i = 0; i < 100; i++) {
            DocumentState state = stored().state();
            if (state != DocumentState.PENDING) return end();
            quiet.expectNoMessage(Duration.ofMillis(20));
            TIME.timePasses(step);
        }
        return end();
    }
}
