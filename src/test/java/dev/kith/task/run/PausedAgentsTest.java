package dev.kith.task.run;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.Capability;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.reputation.Notebook;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.Verdict;
import dev.kith.store.StoreWrite;
import dev.kith.task.TaskSettings;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.LocalTrades.Take;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.Toolbox;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No accepted document fails because all agents leave their machines to others, and nobody is rated
 * for that; for failing and for doing it, everybody.
 */
class PausedAgentsTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final long NOW = 1_000_000;
    private static final Duration DEADLINE = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration SHORT_STEP = Duration.ofMillis(250);
    private static final int STEPS_MAX = 2000;

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final MemoryCopies copies = new MemoryCopies();
    private final FixedDirectory directory = new FixedDirectory();
    private final Notebook notebook = new Notebook();
    private final LocalTrades trades = new LocalTrades(KIT, post);
    private final TestProbe<Seen> seen = KIT.createTestProbe(Seen.class);

    /** Hears nothing: waiting for it gives the other actors time. */
    private final TestProbe<Seen> quiet = KIT.createTestProbe(Seen.class);

    private final DocumentRecord record = Samples.record("doc", 1, NOW + DEADLINE.toMillis());

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void makeTask() {
        var limits =
                TaskSettings.from(ConfigFactory.load("application").getConfig("kith.task")).run();
        var box = new Toolbox(KIT, post, trades);
        box.copies = copies;
        box.directory = directory;
        box.notebook = notebook;
        box.limits = limits;
        var tools = box.at(NOW);
        trades.makeTasks(tools, KIT.system().ignoreRef());
        var segment = new Segment(0, 0, "one", List.of());
        copies.write(new StoreWrite.PutDocument(record, List.of(segment)), 0);
    }

    @Test
    void waitsLongerThanItsDeadlineWhileAllAgentsPauseAndIsDoneWhenOneWorksAgain() {
        trades.embedder = n -> new Take.Refuse(agent(n % 3), Failure.Code.PAUSED);
        trades.task(record.task(), new Task.Watch(seen.getRef()));
        awaitAsked("embed");

        pass(Duration.ofMinutes(90), true);
        assertThat(stored().state()).isEqualTo(DocumentState.PENDING);
        assertThat(trades.asked).hasSizeGreaterThan(10);
        trades.embedder = _ -> new Take.Do(agent(2));

        passUntilItEnds();
        assertThat(stored().state()).isEqualTo(DocumentState.COMMITTED);
        assertThat(notebook.ratings).as("to pause is no fault").hasSize(2);
        assertThat(notebook.ratings).extracting(Rating::verdict).containsOnly(Verdict.PASS);
        assertThat(notebook.ratings.getLast().subject()).isEqualTo(agent(2));
        assertThat(notebook.chunks).containsEntry(agent(2), 1);
    }

    @Test
    void ratesWhoFailedAndWhoDidIt() {
        trades.embedder =
                n ->
                        n == 0
                                ? new Take.Refuse(agent(3), Failure.Code.MODEL_UNAVAILABLE)
                                : new Take.Do(agent(2));
        trades.task(record.task(), new Task.Watch(seen.getRef()));
        awaitAsked("embed");

        passUntilItEnds();

        List<Rating> embedders =
                notebook.ratings.stream()
                        .filter(rating -> rating.trade() == Capability.EMBED)
                        .toList();
        assertThat(embedders).extracting(Rating::subject).containsExactly(agent(3), agent(2));
        assertThat(embedders)
                .extracting(Rating::verdict)
                .containsExactly(Verdict.ERROR, Verdict.PASS);
        assertThat(notebook.chunks).containsEntry(agent(2), 1).doesNotContainKey(agent(3));
    }

    @Test
    void waitsForChunkersAsWell() {
        trades.chunker = n -> new Take.Refuse(agent(n % 3), Failure.Code.PAUSED);
        trades.task(record.task(), new Task.Watch(seen.getRef()));
        awaitAsked("chunk");

        pass(Duration.ofMinutes(90), true);

        assertThat(stored().state()).isEqualTo(DocumentState.PENDING);
    }

    @Test
    void stillFailsWhenTheTimeInWhichSomebodyCouldHaveDoneItIsOver() {
        directory.set(Capability.CHUNK, 0);
        trades.task(record.task(), new Task.Watch(seen.getRef()));

        pass(Duration.ofMinutes(30), false);
        pass(Duration.ofMinutes(45), true);
        pass(Duration.ofMinutes(25), false);
        assertThat(stored().state()).isEqualTo(DocumentState.PENDING);
        pass(Duration.ofMinutes(10), false);

        assertThat(stored().state()).isEqualTo(DocumentState.FAILED);
        assertThat(stored().failure())
                .hasValueSatisfying(
                        why -> assertThat(why.code()).isEqualTo(Failure.Code.TIMED_OUT));
    }

    /** Before any time passes: the kit's own asks would run out with it. */
    private void awaitAsked(String trade) {
        quiet.awaitAssert(() -> {
            assertThat(trades.asked).anyMatch(ask -> ask.startsWith(trade));
            return null;
        });
    }

    /** Step by step, so that what is sent is received before more time passes. */
    private void pass(Duration time, boolean paused) {
        for (long step = 0; step < time.dividedBy(STEP); step++) {
            quiet.expectNoMessage(Duration.ofMillis(20));
            if (paused) directory.standstill.addAndGet(STEP.toMillis());
            TIME.timePasses(STEP);
        }
        quiet.expectNoMessage(Duration.ofMillis(100));
    }

    /** In steps so short that on a busy machine no answer comes later than it is waited for. */
    private void passUntilItEnds() {
        for (int step = 0; step < STEPS_MAX; step++) {
            if (stored().state() != DocumentState.PENDING) break;
            quiet.expectNoMessage(Duration.ofMillis(20));
            TIME.timePasses(SHORT_STEP);
        }
        quiet.expectNoMessage(Duration.ofMillis(100));
    }

    private DocumentRecord stored() {
        return copies.newest(record.key()).orElseThrow();
    }
}
