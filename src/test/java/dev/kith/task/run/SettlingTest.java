package dev.kith.task.run;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.StoreWrite;
import dev.kith.task.TaskSettings;
import dev.kith.task.Tasks;
import dev.kith.task.state.Known;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.LocalTrades;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.Toolbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the store does not take of a task holds up no other one; a verdict is written until the
 * store has it, or has another end of the version.
 */
class SettlingTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final long NOW = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The longest pause before the store is asked again. */
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private static final int SEATS = 4;

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final MemoryCopies copies = new MemoryCopies();
    private final FixedDirectory directory = new FixedDirectory();
    private final LocalTrades trades = new LocalTrades(KIT, post);
    private final TestProbe<Seen> seen = KIT.createTestProbe(Seen.class);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void makeTasks() {
        var settings = TaskSettings.from(ConfigFactory.load("application").getConfig("kith.task"));
        var box = new Toolbox(KIT, post, trades);
        box.copies = copies;
        box.directory = directory;
        box.seats = SEATS;
        box.limits = settings.run();
        var tools = box.at(NOW);
        trades.makeTasks(tools, KIT.system().ignoreRef());
    }

    @Test
    void keepsNoSeatWhileItCannotBeWritten() {
        DocumentKey other = Samples.key("other");
        copies.refuse(
                write -> write instanceof StoreWrite.Settle && !write.key().equals(other),
                Failure.Code.NOT_ENOUGH_COPIES);
        for (int i = 0; i < SEATS; i++) {
            watch(given("stuck" + i, 1));
            viewWhere("working");
        }

        watch(given("other", 1));

        assertThat(viewWhere("completed").document()).isEqualTo(other);
    }

    @Test
    void keepsNoSeatWhileItCannotBeWrittenThatAnAgentEndedOverIt() {
        trades.chunker = _ -> new LocalTrades.Take.Silence();
        for (int i = 0; i < SEATS; i++) {
            watch(given("stuck" + i, 1));
            viewWhere("working");
        }
        seen.awaitAssert(() -> {
            assertThat(trades.asked).hasSize(SEATS);
            return null;
        });
        copies.refuse(SettlingTest::strikes, Failure.Code.NOT_ENOUGH_COPIES);
        directory.lose(agent(1));
        awaitRefusals(SEATS);
        trades.chunker = _ -> new LocalTrades.Take.Do(agent(2));

        var other = given("other", 1);
        watch(other);

        assertThat(viewWhere("completed").document()).isEqualTo(other.key());
    }

    @Test
    void givesWayToTheEndThatTheStoreHas() {
        var record = given("doc", 1);
        var why = new Failure(Failure.Code.TIMED_OUT, "its deadline passed elsewhere");
        copies.refuse(SettlingTest::commits, Failure.Code.INVALID_INPUT);
        watch(record);
        awaitRefusals(1);

        copies.write(settled(record, DocumentState.FAILED, why), 0);

        assertThat(passUntil(record, "failed").failure()).contains(why);
    }

    @Test
    void isWrittenAgainAfterEveryRefusalWhileTheStoreHasTheVersionPending() {
        var record = given("doc", 1);
        copies.refuse(SettlingTest::commits, Failure.Code.INVALID_INPUT);
        watch(record);
        awaitRefusals(5);

        copies.refuse(_ -> false, Failure.Code.INVALID_INPUT);

        passUntil(record, "completed");
        assertThat(copies.newest(record.key()).orElseThrow().state())
                .isEqualTo(DocumentState.COMMITTED);
    }

    @Test
    void makesRoomForANewerVersionOfTheSameContent() {
        var record = given("doc", 1);
        var why = Known.superseded(record).failure().orElseThrow();
        copies.refuse(
                write -> commits(write) && version(write).equals(record.version()),
                Failure.Code.INVALID_INPUT);
        watch(record);
        awaitRefusals(1);

        copies.write(settled(record, DocumentState.CANCELED, why), 0);
        var newer = given("doc", 2);
        trades.task(newer.task(), new Task.Wake(newer)); // as the store does with what is pending

        Tasks.View end = passUntil(record, "completed");
        assertThat(end.created()).isEqualTo(newer.version().millis());
    }

    @Test
    void forgetsNoNewerVersionThatItHeardOfBeforeItWasOverruled() {
        var record = given("doc", 1);
        var why = Known.superseded(record).failure().orElseThrow();
        copies.refuse(
                write -> commits(write) && version(write).equals(record.version()),
                Failure.Code.INVALID_INPUT);
        watch(record);
        awaitRefusals(1);
        var newer = pending("doc", 2);
        trades.task(newer.task(), new Task.Wake(newer));
        copies.afterRead =
                found -> {
                    if (found.state() == DocumentState.CANCELED) put(newer);
                };

        copies.write(settled(record, DocumentState.CANCELED, why), 0);

        Tasks.View end = passUntil(record, "completed");
        assertThat(end.created()).isEqualTo(newer.version().millis());
    }

    private static boolean commits(StoreWrite write) {
        return write instanceof StoreWrite.Settle(var record)
                && record.state() == DocumentState.COMMITTED;
    }

    private static boolean strikes(StoreWrite write) {
        return write.brings().filter(record -> !record.strikes().isEmpty()).isPresent();
    }

    private static Version version(StoreWrite write) {
        return write.brings().orElseThrow().version();
    }

    private static StoreWrite settled(DocumentRecord record, DocumentState state, Failure why) {
        return new StoreWrite.Settle(record.with(state, 0, Optional.of(why)));
    }

    private void awaitRefusals(int count) {
        seen.awaitAssert(
                PATIENCE,
                () -> {
                    TIME.timePasses(PAUSE_MAX);
                    assertThat(copies.refusals()).isGreaterThanOrEqualTo(count);
                    return null;
                });
    }

    private Tasks.View passUntil(DocumentRecord record, String state) {
        return seen.awaitAssert(
                PATIENCE,
                () -> {
                    TIME.timePasses(PAUSE_MAX);
                    trades.task(record.task(), new Task.Look(seen.getRef()));
                    Tasks.View view = seen.expectMessageClass(Seen.Shown.class).view();
                    assertThat(view.state()).isEqualTo(state);
                    return view;
                });
    }

    private DocumentRecord given(String id, long version) {
        DocumentRecord record = pending(id, version);
        put(record);
        return record;
    }

    private void put(DocumentRecord record) {
        var text = List.of(new Segment(0, 0, "one", List.of()));
        copies.write(new StoreWrite.PutDocument(record, text), 0);
    }

    private static DocumentRecord pending(String id, long version) {
        DocumentRecord first = Samples.record(id, 1, NOW + Duration.ofHours(1).toMillis());
        return new DocumentRecord(
                first.key(),
                new Version(version << 20, "maker"),
                DocumentState.PENDING,
                first.task(),
                first.content(),
                first.text(),
                "",
                "plain",
                first.metadata(),
                1,
                first.chars(),
                0,
                first.deadline(),
                Optional.empty());
    }

    private void watch(DocumentRecord record) {
        trades.task(record.task(), new Task.Watch(seen.getRef()));
    }

    private Tasks.View viewWhere(String state) {
        while (true) {
            Tasks.View view = seen.expectMessageClass(Seen.Shown.class).view();
            if (view.state().equals(state)) return view;
        }
    }
}
