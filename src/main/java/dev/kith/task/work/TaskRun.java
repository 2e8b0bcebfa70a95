package dev.kith.task.work;

import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.Copies;
import dev.kith.store.StoreWrite;
import dev.kith.task.run.Tools;
import dev.kith.task.state.Ingest;
import dev.kith.task.story.Try;
import dev.kith.wire.VectorizeResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Brings the chunks of one version into the store; what to begin when is {@link Pipeline}'s.
 *
 * <pre>
 *   segment ──read──► Errand(ChunkWork) ──► batches, but those that an earlier run has stored
 *           └─gone for good──► GaveUp
 *   batch ──► Errand(EmbedWork) ──► written
 *   all written ──► AllStored        an errand gave up ──► GaveUp
 * </pre>
 *
 * Reads and writes that fail are repeated, ever slower, until the parent stops this actor: the
 * deadline is the parent's.
 */
public final class TaskRun extends AbstractMatchingBehavior<TaskRun.Command> {

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record SegmentRead(int index, Outcome<Optional<Segment>> segment) implements Command {}

    private record Cut(Segment segment, Errand.Told<List<Chunk>> told) implements Command {}

    private record Recalled(Segment segment, List<Chunk> chunks, Outcome<List<ChunkBatch>> stored)
            implements Command {}

    private record Embedded(Batch batch, Errand.Told<VectorizeResult> told) implements Command {}

    private record Stored(List<ChunkBatch> batches, Outcome<Copies.Written> outcome)
            implements Command {}

    private record ReadAgain(int index) implements Command {}

    private record WriteAgain(List<ChunkBatch> batches) implements Command {}

    /** How the run goes; after {@link AllStored} and {@link GaveUp} nothing more. */
    public sealed interface Report {}

    public record Progressed(int segmentsDone, int chunksDone) implements Report {}

    public record Waits(Optional<String> why) implements Report {}

    public record AllStored(int chunks) implements Report {}

    public record GaveUp(Failure failure) implements Report {}

    /** An agent ended that may have been at a piece of it. */
    public record Orphaned(String agent) implements Report {}

    /** An agent was asked for a piece of it, or that is over. */
    public record Tried(Try tried) implements Report {}

    private final TimerScheduler<Command> timers;
    private final Tools tools;
    private final DocumentRecord record;
    private final Consumer<Report> parent;
    private final Text text;
    private final Pipeline pipeline;
    private final EarlierRun earlier;
    private final StoreTrouble trouble;
    private final Map<Integer, Segment> given = new HashMap<>();
    private final boolean resumed;

    private TaskRun(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Tools tools,
            Ingest ingest,
            Consumer<Report> parent) {
        super(context);
        this.timers = timers;
        this.tools = tools;
        this.record = ingest.record();
        this.text = new Text(tools.copies(), record);
        this.parent = parent;
        this.earlier = new EarlierRun(tools, record);
        this.trouble = new StoreTrouble(tools.policy(), tools.random(), parent);
        this.pipeline = new Pipeline(record.segments(), Pipeline.Windows.of(tools.settings()));
        this.resumed = ingest.segments().isEmpty();
        ingest.segments().forEach(segment -> given.put(segment.index(), segment));
    }

    /**
     * A run that begins at once.
     *
     * @param ingest the version, with segments that need not be read
     * @param parent called on this actor's thread; must only send
     */
    public static Behavior<Command> create(Tools tools, Ingest ingest, Consumer<Report> parent) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    var run = new TaskRun(context, timers, tools, ingest, parent);
                    run.goOn();
                    return run;
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case SegmentRead(int index, var outcome) -> onSegment(index, outcome);
            case Cut(var segment, var told) -> hear(told, chunks -> onCut(segment, chunks));
            case Recalled(var segment, var chunks, var stored) ->
                    cut(segment, chunks, earlier.usable(stored));
            case Embedded(var batch, var told) -> hear(told, result -> onEmbedded(batch, result));
            case Stored(var batches, var outcome) -> onStored(batches, outcome);
            case ReadAgain(int index) -> read(index);
            case WriteAgain(var batches) -> write(batches);
        }
        return this;
    }

    private void goOn() {
        pipeline.takeSegments().forEach(this::read);
        pipeline.takeBatches().forEach(this::embed);
        List<ChunkBatch> batches = pipeline.takeWrite();
        if (!batches.isEmpty()) write(batches);
        if (pipeline.complete()) parent.accept(new AllStored(pipeline.chunksDone()));
    }

    private void read(int index) {
        Segment known = given.remove(index);
        if (known != null) {
            cut(known);
            return;
        }
        getContext()
                .pipeToSelf(
                        text.segment(index),
                        (outcome, error) -> new SegmentRead(index, Stages.outcome(outcome, error)));
    }

    private void onSegment(int index, Outcome<Optional<Segment>> outcome) {
        switch (outcome) {
            case Outcome.Good<Optional<Segment>>(var segment) -> {
                trouble.end();
                segment.ifPresentOrElse(this::cut, () -> parent.accept(new GaveUp(Text.GONE)));
            }
            case Outcome.Bad<Optional<Segment>>(var failure) ->
                    storeFails(new ReadAgain(index), "reading segment " + index, failure);
        }
    }

    private void cut(Segment segment) {
        var self = getContext().getSelf();
        Consumer<Errand.Told<List<Chunk>>> told = news -> self.tell(new Cut(segment, news));
        var work = new ChunkWork(tools, record, segment);
        getContext().spawnAnonymous(Errand.create(work, tools.means(), told));
    }

    private void onCut(Segment segment, List<Chunk> chunks) {
        if (resumed) recall(segment, chunks);
        else cut(segment, chunks, List.of());
    }

    /** What an earlier run has stored of this segment need not be embedded again. */
    private void recall(Segment segment, List<Chunk> chunks) {
        getContext()
                .pipeToSelf(
                        earlier.stored(segment),
                        (outcome, error) ->
                                new Recalled(segment, chunks, Stages.outcome(outcome, error)));
    }

    private void cut(Segment segment, List<Chunk> chunks, List<ChunkBatch> stored) {
        pipeline.cut(segment, chunks, stored);
        if (!stored.isEmpty()) tellProgress();
        goOn();
    }

    private void tellProgress() {
        parent.accept(new Progressed(pipeline.segmentsDone(), pipeline.chunksDone()));
    }

    private void embed(Batch batch) {
        var self = getContext().getSelf();
        Consumer<Errand.Told<VectorizeResult>> told = news -> self.tell(new Embedded(batch, news));
        var work = new EmbedWork(tools, record, batch);
        getContext().spawnAnonymous(Errand.create(work, tools.means(), told));
    }

    private void onEmbedded(Batch batch, VectorizeResult result) {
        pipeline.embedded(batch, result);
        goOn();
    }

    /** An errand told something; all but what it brought is for the parent. */
    private <T> void hear(Errand.Told<T> told, Consumer<T> brought) {
        switch (told) {
            case Errand.Done<T>(var value) -> brought.accept(value);
            case Errand.GaveUp<T>(var failure) -> parent.accept(new GaveUp(failure));
            case Errand.Waits<T>(var why) -> parent.accept(new Waits(why));
            case Errand.Orphaned<T>(var agent) -> parent.accept(new Orphaned(agent));
            case Errand.Tried<T>(var tried) -> parent.accept(new Tried(tried));
        }
    }

    private void write(List<ChunkBatch> batches) {
        var write = new StoreWrite.PutChunks(record.key(), record.version(), batches);
        getContext()
                .pipeToSelf(
                        tools.copies().write(write, 0),
                        (outcome, error) -> new Stored(batches, Stages.outcome(outcome, error)));
    }

    private void onStored(List<ChunkBatch> batches, Outcome<Copies.Written> outcome) {
        switch (outcome) {
            case Outcome.Good<Copies.Written> _ -> {
                trouble.end();
                pipeline.stored();
                tellProgress();
                goOn();
            }
            case Outcome.Bad<Copies.Written>(var failure) ->
                    storeFails(new WriteAgain(batches), "writing chunks", failure);
        }
    }

    private void storeFails(Command again, String what, Failure failure) {
        getContext().getLog().info("{} of task {}: {}", what, record.task().value(), failure);
        timers.startSingleTimer(again, again, trouble.failed(failure));
    }
}
