package dev.kith.task.run;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Capability;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.model.Strike;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.StoreWrite;
import dev.kith.task.Tasks;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.LocalTrades.Take;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G2: every task ends, once, whatever happens to the agents that work on it, and a text that makes
 * agents end is found out.
 */
class EveryTaskEndsOnceTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final long NOW = 1_000_000;

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final MemoryCopies copies = new MemoryCopies();
    private final FixedDirectory directory = new FixedDirectory();
    private final LocalTrades trades = new LocalTrades(KIT, post);
    private final TestProbe<Seen> seen = KIT.createTestProbe(Seen.class);
    private final TestProbe<Seen> quiet = KIT.createTestProbe(Seen.class);
    private DocumentRecord record = Samples.record("doc", 1, NOW + 1);

    @TempDir Path folder;

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void makeTasks() {
        trades.makeTasks(tools(InHandFolder.open(folder)), KIT.system().ignoreRef());
    }

    @Test
    void failsATextOverWhichThreeAgentsEnded() {
        given("poison");
        trades.chunker = _ -> new Take.Silence();
        watch();

        for (int lost = 1; lost <= 3; lost++) {
            awaitAsked("chunk", lost);
            directory.lose(agent(lost));
            TIME.timePasses(Duration.ofSeconds(1));
        }

        Tasks.View end = end();
        assertThat(end.state()).isEqualTo("failed");
        assertThat(end.failure().orElseThrow().code()).isEqualTo(Failure.Code.INTERNAL);
        for (int lost = 1; lost <= 3; lost++) {
            assertThat(end.failure().orElseThrow().detail()).contains(agent(lost).did());
        }
        assertThat(stored().state()).isEqualTo(DocumentState.FAILED);
    }

    @Test
    void writesThatAnAgentEndedOverItBeforeItIsTriedAgain() {
        given("poison");
        trades.chunker = _ -> new Take.Silence();
        watch();
        awaitAsked("chunk", 1);
        copies.failNext(Failure.Code.NOT_ENOUGH_COPIES);

        directory.lose(agent(1));
        TIME.timePasses(Duration.ofSeconds(1));
        quiet.expectNoMessage(Duration.ofMillis(100));
        assertThat(asked("chunk")).isEqualTo(1);
        TIME.timePasses(Duration.ofSeconds(1));

        awaitAsked("chunk", 2);
        assertThat(stored().strikes()).hasSize(1);
        assertThat(stored().state()).isEqualTo(DocumentState.PENDING);
    }

    @Test
    void countsAgentsThatEndedBeforeTheTaskItselfWasLost() {
        given("poison");
        trades.chunker = _ -> new Take.Silence();
        watch();
        for (int lost = 1; lost <= 2; lost++) {
            awaitAsked("chunk", lost);
            directory.lose(agent(lost));
            TIME.timePasses(Duration.ofSeconds(1));
        }
        awaitAsked("chunk", 3);

        trades.kill(record.task());
        trades.task(record.task(), new Task.Lost(agent(3).did()));
        watch();

        assertThat(end().state()).isEqualTo("failed");
    }

    @Test
    void doesNotMindAgentsThatEndWhileItGoesOn() {
        given("a\nb\nc\nd\ne\nf\ng\nh\ni\nj");
        var answered = new AtomicInteger();
        trades.embedder =
                n -> {
                    if (n % 2 != 0) return new Take.Silence();
                    answered.incrementAndGet();
                    return take(9);
                };
        watch();

        for (int lost = 1; stored().state() == DocumentState.PENDING && lost < 20; lost++) {
            long before = asked("embed");
            directory.lose(agent(lost));
            seen.awaitAssert(() -> {
                TIME.timePasses(Duration.ofMillis(200));
                boolean goesOn =
                        asked("embed") > before && copies.batches(record).size() >= answered.get();
                assertThat(goesOn || stored().state() != DocumentState.PENDING).isTrue();
                return null;
            });
        }

        assertThat(end().state()).isEqualTo("completed");
        assertThat(stored().chunks()).isEqualTo(10);
    }

    @Test
    void holdsUpNoOthersForLongWhileADocumentThatRunsAloneWaits() {
        given("poison");
        trades.chunker = _ -> new Take.Silence();
        watch();
        for (int lost = 1; lost <= 2; lost++) {
            awaitAsked("chunk", lost);
            directory.lose(agent(lost));
            TIME.timePasses(Duration.ofSeconds(1));
        }
        awaitAsked("chunk", 3);
        directory.set(Capability.EMBED, 0);
        trades.chunker = _ -> take(1);
        DocumentRecord poison = record;

        record = Samples.record("nothing to embed", 1, poison.deadline());
        put("\n");
        watch();
        TIME.timePasses(Toolbox.LIMITS.aloneMax());

        assertThat(endOf(record).state()).isEqualTo("completed");
        assertThat(copies.newest(poison.key()).orElseThrow().state())
                .isEqualTo(DocumentState.PENDING);
    }

    @Test
    void blamesNoTextForAgentsThatEndTogether() {
        given("one");
        trades.chunker = _ -> new Take.Silence();
        watch();
        awaitAsked("chunk", 1);

        for (int lost = 1; lost <= 3; lost++) directory.lose(agent(lost));
        TIME.timePasses(Duration.ofSeconds(1));
        awaitAsked("chunk", 2);
        for (int back = 1; back <= 2; back++) {
            trades.task(record.task(), new Task.Lost(agent(back).did()));
            awaitStrikes(1 + back);
        }
        trades.chunker = _ -> new Take.Do(agent(1));
        trades.kill(record.task());
        watch();

        assertThat(end().state()).isEqualTo("completed");
    }

    @Test
    void doesNotMindAgentsThatEndWhileItWaits() {
        given("one");
        directory.set(Capability.EMBED, 0);
        watch();
        viewWhere(view -> view.waiting().isPresent());

        for (int lost = 1; lost <= 5; lost++) {
            directory.lose(agent(lost));
            TIME.timePasses(Duration.ofSeconds(2));
        }
        directory.set(Capability.EMBED, 1);

        assertThat(end().state()).isEqualTo("completed");
        assertThat(stored().strikes()).isEmpty();
    }

    @Test
    void embedsNothingAgainThatIsStored() {
        given("one\ntwo\nthree\nfour\nfive");
        trades.embedder = n -> n < 2 ? take(1) : new Take.Silence();
        watch();
        viewWhere(view -> view.chunksDone() >= 3); // two batches of three, whichever were first
        awaitAsked("embed", 3);

        trades.kill(record.task());
        trades.asked.clear();
        trades.embedder = _ -> take(2);
        trades.task(record.task(), new Task.Wake(record));
        watch();

        assertThat(end().chunksDone()).isEqualTo(5);
        assertThat(trades.asked.stream().filter(ask -> ask.startsWith("embed"))).hasSize(1);
        assertThat(copies.batches(record))
                .extracting(batch -> batch.receipt().agent())
                .containsExactlyInAnyOrder(agent(1), agent(1), agent(2));
    }

    @Test
    void stopsWhenItsDocumentIsDeleted() {
        given("one");
        trades.embedder = _ -> new Take.Silence();
        watch();
        viewWhere(view -> view.state().equals("working"));
        DocumentRecord tombstone = tombstone();
        copies.write(new StoreWrite.Settle(tombstone), 0);

        trades.task(record.task(), new Task.Wake(tombstone));

        assertThat(end().state()).isEqualTo("canceled");
        assertThat(stored().state()).isEqualTo(DocumentState.DELETED);
        assertThat(InHandFolder.open(folder).leftOver()).isEmpty();
    }

    @Test
    void believesNobodyThatItsDocumentIsDeletedWhereTheStoreKnowsNothingOfIt() {
        given("one");
        trades.embedder = n -> n == 0 ? new Take.Silence() : take(1);
        watch();
        viewWhere(view -> view.state().equals("working"));

        trades.task(record.task(), new Task.Wake(tombstone()));
        for (int i = 0; i < 30; i++) {
            quiet.expectNoMessage(Duration.ofMillis(10));
            TIME.timePasses(Duration.ofSeconds(1));
        }

        assertThat(end().state()).isEqualTo("completed");
    }

    @Test
    void keepsItsDeadlineAndItsCancelOverTheLossOfItsAgent() {
        given("one");
        trades.embedder = _ -> new Take.Silence();
        watch();
        viewWhere(view -> view.state().equals("working"));
        trades.kill(record.task());
        watch();
        viewWhere(view -> view.state().equals("working"));
        trades.task(record.task(), new Task.Cancel(seen.getRef()));
        assertThat(end().state()).isEqualTo("canceled");

        trades.kill(record.task());
        trades.task(record.task(), new Task.Wake(record));
        watch();

        assertThat(end().state()).isEqualTo("canceled");
    }

    @Test
    void isTriedThoughItsDeadlinePassedWhileAllWereOff() {
        given("one", NOW - Duration.ofHours(8).toMillis());

        trades.task(record.task(), new Task.Wake(record));
        watch();

        assertThat(end().state()).isEqualTo("completed");
    }

    @Test
    void isRecordedOnceHoweverOftenItRan() {
        given("one\ntwo");
        for (int i = 0; i < 3; i++) {
            trades.task(record.task(), new Task.Wake(record));
            watch();
            assertThat(end().state()).isEqualTo("completed");
            trades.kill(record.task());
        }

        assertThat(copies.writes().stream().filter(w -> w instanceof StoreWrite.Settle)).hasSize(1);
        assertThat(copies.batches(record)).hasSize(1);
    }

    @Test
    void remembersWhatWasInHandBeyondASuddenEnd() throws Exception {
        var first = InHandFolder.open(folder);
        TaskId task = record.task();
        first.begin(task);
        first.begin(task);
        Files.createFile(folder.resolve("not a task"));

        assertThat(InHandFolder.open(folder).leftOver()).containsExactly(task);
        assertThat(InHandFolder.open(folder).leftOver()).isEmpty();
        first.begin(task);
        first.end(task);
        assertThat(InHandFolder.open(folder).leftOver()).isEmpty();
    }

    private Tools tools(InHand inHand) {
        var box = new Toolbox(KIT, post, trades);
        box.copies = copies;
        box.directory = directory;
        box.inHand = inHand;
        return box.at(NOW);
    }

    private void given(String text) {
        given(text, NOW + Duration.ofHours(1).toMillis());
    }

    private void given(String text, long deadline) {
        record = Samples.record("doc", 1, deadline);
        put(text);
    }

    private void put(String text) {
        copies.write(
                new StoreWrite.PutDocument(
                        record, new ArrayList<>(List.of(new Segment(0, 0, text, List.of())))),
                0);
    }

    private DocumentRecord tombstone() {
        return new DocumentRecord(
                record.key(),
                new Version(2L << 20, "maker"),
                DocumentState.DELETED,
                record.task(),
                record.content(),
                record.text(),
                "",
                "plain",
                Map.of(),
                0,
                0,
                0,
                NOW,
                Optional.empty());
    }

    private DocumentRecord stored() {
        return copies.newest(record.key()).orElseThrow();
    }

    private static Take take(int agent) {
        return new Take.Do(agent(agent));
    }

    private long asked(String trade) {
        return trades.asked.stream().filter(ask -> ask.startsWith(trade)).count();
    }

    private void awaitAsked(String trade, int times) {
        seen.awaitAssert(() -> {
            assertThat(asked(trade)).isGreaterThanOrEqualTo(times);
            return null;
        });
    }

    private void awaitStrikes(int count) {
        seen.awaitAssert(() -> {
            assertThat(stored().strikes()).hasSize(count).allMatch(Strike::inCompany);
            return null;
        });
    }

    private void watch() {
        trades.task(record.task(), new Task.Watch(seen.getRef()));
    }

    private Tasks.View endOf(DocumentRecord other) {
        return seen.awaitAssert(
                Duration.ofSeconds(20),
                () -> {
                    TIME.timePasses(Duration.ofSeconds(1));
                    trades.task(other.task(), new Task.Look(quiet.getRef()));
                    Tasks.View view = quiet.expectMessageClass(Seen.Shown.class).view();
                    assertThat(view.ended()).isTrue();
                    return view;
                });
    }

    private Tasks.View end() {
        return viewWhere(Tasks.View::ended);
    }

    private Tasks.View viewWhere(Predicate<Tasks.View> wanted) {
        while (true) {
            Tasks.View view = seen.expectMessageClass(Seen.Shown.class).view();
            if (wanted.test(view)) return view;
        }
    }
}
