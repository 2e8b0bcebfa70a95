package dev.kith.task.story;

import dev.kith.model.Capability;
import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.Standing;
import dev.kith.placement.work.WorkPicker;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead;
import dev.kith.task.Explainer;
import dev.kith.task.Tasks;
import dev.kith.task.reach.Asking;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Explains from the task's own memory and from stored receipts. Safe from any thread. */
public final class TaskExplainer implements Explainer {
    private static final List<Capability> SHARED_OUT = List.of(Capability.CHUNK, Capability.EMBED);

    private final Means means;

    /**
     * What it asks.
     *
     * @param lookTimeout wait for the task's own word
     * @param batchesMax most batches that are listed
     */
    public record Means(
            Tasks tasks,
            Copies copies,
            Trades trades,
            Asking asking,
            WorkPicker picker,
            MoveBook moves,
            Duration lookTimeout,
            int batchesMax) {}

    private record Listed(List<Embedded> done, boolean whole) {}

    public TaskExplainer(Means means) {
        this.means = means;
    }

    @Override
    public List<Standing> standings() {
        return SHARED_OUT.stream()
                .flatMap(trade -> means.picker.standings(trade).stream())
                .toList();
    }

    @Override
    public MoveBook.Told moves() {
        return means.moves.told();
    }

    @Override
    public CompletionStage<Outcome<Explained>> task(TaskId task) {
        return means.copies
                .task(task)
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Good<DocumentRecord>(var record) -> explain(record);
                            case Outcome.Bad<DocumentRecord>(var failure) ->
                                    CompletableFuture.completedStage(new Outcome.Bad<>(failure));
                        });
    }

    private CompletionStage<Outcome<Explained>> explain(DocumentRecord record) {
        CompletionStage<Optional<Story>> story = story(record.task());
        var first = new StoreRead.BatchPlace(0, 0);
        return means.tasks
                .get(record.task())
                .thenCombine(
                        list(record, first, new ArrayList<>()),
                        (view, done) ->
                                view.then(seen -> done.then(d -> Outcome.good(both(seen, d)))))
                .thenCombine(story, TaskExplainer::with);
    }

    private static Explained both(Tasks.View view, Listed listed) {
        return new Explained(view, Optional.empty(), listed.done, listed.whole);
    }

    private static Outcome<Explained> with(Outcome<Explained> outcome, Optional<Story> story) {
        return outcome.then(
                it -> Outcome.good(new Explained(it.view(), story, it.done(), it.whole())));
    }

    /** Of a task that nobody runs this makes one that remembers nothing, and soon lets go again. */
    private CompletionStage<Optional<Story>> story(TaskId task) {
        return means.asking
                .<Story>ask(
                        means.lookTimeout, ear -> means.trades.task(task, new Task.Explain(ear)))
                .thenApply(outcome ->
                        outcome instanceof Outcome.Good<Story>(var story)
                                ? Optional.of(story)
                                : Optional.empty());
    }

    private CompletionStage<Outcome<Listed>> list(
            DocumentRecord record, StoreRead.BatchPlace from, List<Embedded> sofar) {
        return means.copies
                .chunkPage(record.key(), record.version(), false, from)
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Good<Copies.ChunkPage>(var page) ->
                                    more(record, page, sofar);
                            case Outcome.Bad<Copies.ChunkPage>(var failure) ->
                                    CompletableFuture.completedStage(new Outcome.Bad<>(failure));
                        });
    }

    private CompletionStage<Outcome<Listed>> more(
            DocumentRecord record, Copies.ChunkPage page, List<Embedded> sofar) {
        page.batches().forEach(batch -> sofar.add(embedded(batch)));
        boolean full = sofar.size() >= means.batchesMax;
        if (page.next().isPresent() && !full) return list(record, page.next().get(), sofar);
        boolean whole = page.next().isEmpty() && sofar.size() <= means.batchesMax;
        List<Embedded> done = sofar.stream().limit(means.batchesMax).toList();
        return CompletableFuture.completedStage(Outcome.good(new Listed(done, whole)));
    }

    private static Embedded embedded(ChunkBatch batch) {
        return new Embedded(
                batch.segment(),
                batch.batch(),
                batch.chunks().size(),
                batch.receipt().agent(),
                batch.receipt().time());
    }
}
