package dev.kith.task.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Heading;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.store.StoreWrite;
import dev.kith.task.Intake.Accepted;
import dev.kith.task.Intake.Description;
import dev.kith.task.Intake.Upload;
import dev.kith.task.IntakeLimits;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Task;
import dev.kith.task.state.Ingest;
import dev.kith.task.testing.LineSources;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/**
 * What is accepted is stored whole; the same again is the same task; nothing grows without bound.
 */
class DocumentIntakeTest {
    private static final long NOW = 1_000_000;
    private static final IntakeLimits LIMITS =
            new IntakeLimits(2, 3, 5000, 200, 100_000, 2, Duration.ofHours(1));

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final MemoryCopies copies = new MemoryCopies();
    private final Started started = new Started();
    private final Map<TaskId, Runnable> followed = new HashMap<>();
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private Executor executor = Runnable::run;

    @Test
    void storesADocumentAndStartsItsTask() {
        Accepted accepted = good(intake().put(plain("doc", ""), "some text"));

        assertThat(accepted.copies()).isEqualTo(2);
        assertThat(accepted.state()).isEqualTo("submitted");
        DocumentRecord record = stored("doc");
        assertThat(record.state()).isEqualTo(DocumentState.PENDING);
        assertThat(record.task()).isEqualTo(accepted.task());
        assertThat(record.deadline()).isEqualTo(NOW + 3_600_000);
        assertThat(record.chars()).isEqualTo(9);
        assertThat(copies.text(record)).isEqualTo("some text");
        assertThat(copies.writes()).hasSize(1);
        Ingest ingest = started.ingest(accepted.task());
        assertThat(ingest.record()).isEqualTo(record);
        assertThat(ingest.segments()).extracting(Segment::text).containsExactly("some text");
    }

    @Test
    void takesTheSameAgainForTheSameTask() {
        Accepted first = good(intake().put(plain("doc", ""), "some text"));
        Accepted again = good(intake().put(plain("doc", ""), "some text"));

        assertThat(again).isEqualTo(first);
        assertThat(started.count).isEqualTo(1);
        assertThat(copies.writes().getLast()).isEqualTo(new StoreWrite.Settle(stored("doc")));
    }

    @Test
    void asksOnceMoreWhereTheCopiesAreSilentForAWhile() {
        copies.silentHeads(1);
        good(intake().put(plain("doc", ""), "some text"));
        assertThat(stored("doc").state()).isEqualTo(DocumentState.PENDING);

        copies.silentHeads(2);
        assertThat(bad(intake().put(plain("other", ""), "some text")))
                .isEqualTo(Failure.Code.TIMED_OUT);
    }

    @Test
    void saysThatTheSameIsCompletedAlready() {
        good(intake().put(plain("doc", ""), "some text"));
        settle(DocumentState.COMMITTED);

        assertThat(good(intake().put(plain("doc", ""), "some text")).state())
                .isEqualTo("completed");
    }

    @Test
    void takesTheSameTextAgainWhereNoCopyHasItAnyMore() {
        good(intake().put(plain("doc", ""), "some text"));
        settle(DocumentState.COMMITTED);
        DocumentRecord lost = stored("doc");
        copies.lose(lost, true);

        Accepted again = good(intake().put(plain("doc", ""), "some text"));

        assertThat(again.state()).isEqualTo("submitted");
        assertThat(stored("doc").version()).isGreaterThan(lost.version());
        assertThat(copies.text(stored("doc"))).isEqualTo("some text");
        assertThat(started.count).isEqualTo(2);
    }

    @Test
    void runsWhatFailedAgainUnderTheSameName() {
        Accepted first = good(intake().put(plain("doc", ""), "some text"));
        DocumentRecord failed = stored("doc");
        settle(DocumentState.FAILED);

        Accepted again = good(intake().put(plain("doc", ""), "some text"));

        assertThat(again.task()).isEqualTo(first.task());
        assertThat(again.state()).isEqualTo("submitted");
        assertThat(stored("doc").version()).isGreaterThan(failed.version());
        assertThat(started.count).isEqualTo(2);
    }

    @Test
    void makesAnOldTextTheNewestAgain() {
        good(intake().put(plain("doc", ""), "old"));
        settle(DocumentState.COMMITTED);
        DocumentRecord old = stored("doc");
        good(intake().put(plain("doc", ""), "new"));

        good(intake().put(plain("doc", ""), "old"));

        assertThat(stored("doc").content()).isEqualTo(old.content());
        assertThat(stored("doc").version()).isGreaterThan(old.version());
        assertThat(stored("doc").state()).isEqualTo(DocumentState.PENDING);
    }

    /** The version between the old one and the one that failed is still to be shown. */
    @Test
    void makesAnOldTextTheNewestAgainThoughANewerOneHasFailed() {
        good(intake().put(plain("doc", ""), "old"));
        settle(DocumentState.COMMITTED);
        good(intake().put(plain("doc", ""), "pending"));
        good(intake().put(plain("doc", ""), "poison"));
        settle(DocumentState.FAILED);
        DocumentRecord failed = stored("doc");

        Accepted again = good(intake().put(plain("doc", ""), "old"));

        assertThat(again.state()).isEqualTo("submitted");
        assertThat(stored("doc").version()).isGreaterThan(failed.version());
    }

    @Test
    void takesForTheSameWhatIsPendingBelowAVersionThatFailed() {
        Accepted pending = good(intake().put(plain("doc", ""), "pending"));
        good(intake().put(plain("doc", ""), "poison"));
        settle(DocumentState.FAILED);

        assertThat(good(intake().put(plain("doc", ""), "pending"))).isEqualTo(pending);
    }

    @Test
    void tellsDocumentsApartByEverythingThatWasSent() {
        TaskId plain = good(intake().put(plain("doc", ""), "text")).task();
        TaskId titled = good(intake().put(plain("doc", "text"), "text")).task();
        TaskId tagged =
                good(intake().put(describe("doc", "plain", "", Map.of("a", "b")), "text")).task();

        assertThat(List.of(plain, titled, tagged)).doesNotHaveDuplicates();
    }

    @Test
    void putsTheTitleBeforeATextThatDoesNotBeginWithIt() {
        good(intake().put(describe("doc", "markdown", "Title", Map.of()), "Head\nbody"));
        good(intake().put(plain("other", "Head"), "Head\nbody"));

        DocumentRecord record = stored("doc");
        assertThat(copies.text(record)).isEqualTo("Title\n\nHead\nbody");
        assertThat(record.title()).isEqualTo("Title");
        var put = (StoreWrite.PutDocument) copies.writes().getFirst();
        assertThat(put.segments().getFirst().headings()).containsExactly(new Heading(7, 1, "Head"));
        assertThat(copies.text(stored("other"))).isEqualTo("Head\nbody");
    }

    @Test
    void takesTheTitleOfTheTextWhereNoneIsGiven() {
        good(intake().put(describe("doc", "markdown", "", Map.of()), "Head\nbody"));

        assertThat(stored("doc").title()).isEqualTo("Head");
        assertThat(copies.text(stored("doc"))).isEqualTo("Head\nbody");
    }

    @Test
    void refusesATextThatSaysNothing() {
        assertThat(bad(intake().put(plain("doc", "Title"), " \n\t ")))
                .isEqualTo(Failure.Code.INVALID_INPUT);
        assertThat(bad(upload(plain("doc", "T"), " ", "\n", "  ")))
                .isEqualTo(Failure.Code.INVALID_INPUT);
        assertThat(copies.writes()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() {
        String text = "x".repeat(5001);

        assertThat(bad(intake().put(plain("doc", ""), text))).isEqualTo(Failure.Code.TOO_LARGE);
        assertThat(bad(upload(plain("doc", ""), text))).isEqualTo(Failure.Code.TOO_LARGE);
        assertThat(bad(intake().put(plain("doc", "t".repeat(201)), "text")))
                .isEqualTo(Failure.Code.TOO_LARGE);
    }

    @Test
    void refusesAFormatThatNobodyReads() {
        assertThat(bad(intake().put(describe("doc", "pdf", "", Map.of()), "text")))
                .isEqualTo(Failure.Code.UNSUPPORTED_TYPE);
    }

    @Test
    void writesALongTextInSeveralMessagesBeforeItsRecord() {
        var intake = intake(new LineSources(100), limits(250));

        good(intake.put(plain("doc", ""), "y".repeat(1000)));

        List<StoreWrite> writes = copies.writes();
        assertThat(writes.subList(0, writes.size() - 1))
                .hasSizeGreaterThan(3)
                .allMatch(write -> write instanceof StoreWrite.PutSegments);
        assertThat(writes.getLast()).isInstanceOf(StoreWrite.PutDocument.class);
        assertThat(copies.text(stored("doc"))).isEqualTo("y".repeat(1000));
        assertThat(started.ingest(stored("doc").task()).segments()).isEmpty();
    }

    @Test
    void isTheSameDocumentWhetherItComesWholeOrInPieces() {
        good(intake().put(plain("doc", "A title"), "A text in pieces"));
        DocumentRecord whole = stored("doc");

        Accepted again = good(upload(plain("doc", "A title"), "A", " text", "", " in pieces"));

        assertThat(again.task()).isEqualTo(whole.task());
        assertThat(stored("doc")).isEqualTo(whole);
    }

    @Test
    void storesAnUploadWhileItArrives() {
        var intake = intake(new LineSources(100), limits(250));
        Upload upload = intake.upload(plain("doc", "Title"));
        var whole = new StringBuilder("Title\n\n");
        for (int i = 0; i < 40; i++) {
            String piece = "piece %02d of the text, and so on. ".formatted(i);
            whole.append(piece);
            good(upload.feed(piece));
        }

        assertThat(copies.writes()).hasSizeGreaterThan(4);
        assertThat(copies.newest(Samples.key("doc"))).isEmpty();
        good(upload.finish());

        assertThat(copies.text(stored("doc"))).isEqualTo(whole.toString());
        assertThat(stored("doc").chars()).isEqualTo(whole.length());
    }

    @Test
    void endsAnUploadWhoseTextCannotBeStored() {
        var intake = intake(new LineSources(100), limits(250));
        Upload upload = intake.upload(plain("doc", ""));
        copies.failNext(Failure.Code.STORAGE_FULL);

        assertThat(bad(upload.feed("z".repeat(400)))).isEqualTo(Failure.Code.STORAGE_FULL);

        assertThat(bad(upload.feed("more"))).isEqualTo(Failure.Code.STORAGE_FULL);
        assertThat(bad(upload.finish())).isEqualTo(Failure.Code.STORAGE_FULL);
        assertThat(copies.newest(Samples.key("doc"))).isEmpty();
    }

    @Test
    void takesInNoMoreAtOnceThanItMay() {
        executor = later::add;
        var intake = intake();
        Upload one = intake.upload(plain("one", ""));
        var two = intake.put(plain("two", ""), "text");

        assertThat(bad(intake.put(plain("three", ""), "text"))).isEqualTo(Failure.Code.OVERLOADED);
        assertThat(bad(intake.upload(plain("four", "")).feed("text")))
                .isEqualTo(Failure.Code.OVERLOADED);
        one.abandon();
        one.abandon();
        later.remove().run();

        assertThat(good(two).state()).isEqualTo("submitted");
        Upload next = intake.upload(plain("five", ""));
        assertThat(good(next.feed("text"))).isTrue();
    }

    @Test
    void takesNoMoreInWhileTooManyTasksHaveNotEnded() {
        var intake = intake();
        for (String id : List.of("a", "b", "c")) good(intake.put(plain(id, ""), "text"));

        assertThat(bad(intake.put(plain("d", ""), "text"))).isEqualTo(Failure.Code.OVERLOADED);
        followed.getOrDefault(stored("b").task(), () -> {}).run();

        assertThat(good(intake.put(plain("d", ""), "text")).state()).isEqualTo("submitted");
    }

    @Test
    void doesNotFollowWhatCouldNotBeStored() {
        var intake = intake();
        copies.failNext(Failure.Code.NOT_ENOUGH_COPIES);

        assertThat(bad(intake.put(plain("doc", ""), "text")))
                .isEqualTo(Failure.Code.NOT_ENOUGH_COPIES);

        assertThat(followed).isEmpty();
        assertThat(started.count).isZero();
    }

    @Test
    void deletesForGood() {
        good(intake().put(plain("doc", ""), "text"));
        settle(DocumentState.COMMITTED);
        DocumentRecord before = stored("doc");

        good(intake().delete(Samples.key("doc"), 0));

        assertThat(stored("doc").state()).isEqualTo(DocumentState.DELETED);
        assertThat(stored("doc").version()).isGreaterThan(before.version());
        assertThat(started.woken).containsExactly(stored("doc"));
        assertThat(bad(intake().delete(Samples.key("doc"), 0))).isEqualTo(Failure.Code.NOT_FOUND);
        assertThat(good(intake().put(plain("doc", ""), "text")).state()).isEqualTo("submitted");
    }

    @Test
    void deletesWhatIsPendingBelowAVersionThatFailed() {
        good(intake().put(plain("doc", ""), "pending"));
        good(intake().put(plain("doc", ""), "poison"));
        settle(DocumentState.FAILED);

        good(intake().delete(Samples.key("doc"), 0));

        assertThat(stored("doc").state()).isEqualTo(DocumentState.DELETED);
    }

    @Test
    void findsNothingToDeleteWhereThereIsNothing() {
        assertThat(bad(intake().delete(Samples.key("doc"), 0))).isEqualTo(Failure.Code.NOT_FOUND);
    }

    private DocumentIntake intake() {
        return intake(new LineSources(1000), LIMITS);
    }

    private DocumentIntake intake(SourceDoor sources, IntakeLimits limits) {
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(NOW));
        return new DocumentIntake(
                new Means(
                        copies,
                        new PaperEnvelopes(post, Samples.agent(0)),
                        started,
                        followed::put,
                        sources,
                        new VersionClock(clock, "maker"),
                        clock,
                        task -> executor.execute(task),
                        limits));
    }

    private static IntakeLimits limits(int writeBytesMax) {
        return new IntakeLimits(2, 9, 5000, 200, writeBytesMax, 2, Duration.ofHours(1));
    }

    private static Description plain(String id, String title) {
        return describe(id, "plain", title, Map.of());
    }

    private static Description describe(
            String id, String format, String title, Map<String, String> metadata) {
        return new Description(Samples.key(id), format, title, metadata, 0, Optional.empty());
    }

    private CompletionStage<Outcome<Accepted>> upload(Description description, String... pieces) {
        Upload upload = intake().upload(description);
        for (String piece : pieces) done(upload.feed(piece));
        return upload.finish();
    }

    private DocumentRecord stored(String id) {
        return copies.newest(Samples.key(id)).orElseThrow();
    }

    private void settle(DocumentState state) {
        copies.write(new StoreWrite.Settle(stored("doc").with(state, 1, Optional.empty())), 0);
    }

    private static <T> T good(CompletionStage<Outcome<T>> stage) {
        return ((Outcome.Good<T>) done(stage)).value();
    }

    private static <T> Failure.Code bad(CompletionStage<Outcome<T>> stage) {
        return ((Outcome.Bad<T>) done(stage)).failure().code();
    }

    /** The fakes complete at once, so there is nothing to wait for. */
    private static <T> Outcome<T> done(CompletionStage<Outcome<T>> stage) {
        var value = new AtomicReference<Outcome<T>>();
        stage.thenAccept(value::set);
        assertThat(value).as("is completed").doesNotHaveNullValue();
        return value.get();
    }

    private final class Started implements Trades {
        private final List<Sealed> envelopes = new ArrayList<>();
        private final List<DocumentRecord> woken = new ArrayList<>();
        private int count;

        Ingest ingest(TaskId task) {
            Opened<Ingest> opened =
                    new PaperEnvelopes(post, Samples.agent(1))
                            .open(
                                    envelopes.getLast(),
                                    MessageType.INGEST,
                                    Task.audience(task),
                                    Ingest.class);
            return ((Opened.Accepted<Ingest>) opened).payload();
        }

        @Override
        public void task(TaskId task, Task.Command command) {
            if (command instanceof Task.Wake(var record)) {
                woken.add(record);
                return;
            }
            count++;
            envelopes.add(((Task.Start) command).ingest());
        }

        @Override
        public void chunk(String entityId, String part, Sealed request, ActorRef<Answer> to) {
            throw new IllegalStateException("the intake chunks nothing");
        }

        @Override
        public void embed(String entityId, String part, Sealed request, ActorRef<Answer> to) {
            throw new IllegalStateException("the intake embeds nothing");
        }

        @Override
        public void aggregate(String entityId, dev.kith.aggregate.Aggregator.Command command) {
            throw new IllegalStateException("the intake aggregates nothing");
        }
    }
}
