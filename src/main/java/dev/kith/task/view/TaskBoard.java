package dev.kith.task.view;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.store.Copies;
import dev.kith.task.Tasks;
import dev.kith.task.reach.Asking;
import dev.kith.task.reach.Trades;
import dev.kith.task.run.Seen;
import dev.kith.task.run.Task;
import dev.kith.task.state.Views;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** Tasks as their records and, where they run, their entities tell; safe from any thread. */
public final class TaskBoard implements Tasks {
    private static final int SETTLE_LOOKS = 5;

    private final Copies copies;
    private final Trades trades;
    private final Asking asking;
    private final ActorRef<WatchDesk.Command> watches;
    private final Duration lookTimeout;
    private final AtomicLong watchIds = new AtomicLong();

    /**
     * A board.
     *
     * @param lookTimeout wait for an entity's own word, before the record has to do
     */
    public TaskBoard(
            Copies copies,
            Trades trades,
            Asking asking,
            ActorRef<WatchDesk.Command> watches,
            Duration lookTimeout) {
        this.copies = copies;
        this.trades = trades;
        this.asking = asking;
        this.watches = watches;
        this.lookTimeout = lookTimeout;
    }

    @Override
    public CompletionStage<Outcome<View>> get(TaskId task) {
        return copies.task(task)
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Good<DocumentRecord>(var record) ->
                                    present(record).thenApply(Outcome::good);
                            case Outcome.Bad<DocumentRecord>(var failure) -> completed(failure);
                        });
    }

    @Override
    public CompletionStage<Outcome<Listing>> list(String state, int limit) {
        Optional<String> wanted = recordState(state);
        if (wanted.isEmpty()) {
            return completed(
                    new Failure(
                            Failure.Code.INVALID_INPUT,
                            "state: is one of submitted, working, completed, failed, canceled"));
        }
        return summaries(wanted.get(), limit)
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Good<List<Copies.PartitionSummary>>(var all) ->
                                    listing(all, state, limit).thenApply(Outcome::good);
                            case Outcome.Bad<List<Copies.PartitionSummary>>(var failure) ->
                                    completed(failure);
                        });
    }

    @Override
    public CompletionStage<Outcome<View>> cancel(TaskId task) {
        Duration settle = lookTimeout.multipliedBy(SETTLE_LOOKS);
        return asking.<Seen>ask(settle, ear -> trades.task(task, new Task.Cancel(ear)))
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Good<Seen>(Seen.Shown(var view)) when view.ended() ->
                                    CompletableFuture.completedStage(Outcome.good(view));
                            case Outcome.Good<Seen>(Seen.Shown _) -> await(task, settle);
                            case Outcome.Good<Seen>(Seen.Unknown(var failure)) ->
                                    completed(failure);
                            case Outcome.Bad<Seen>(var failure) -> completed(failure);
                        });
    }

    @Override
    public CompletionStage<Outcome<View>> await(TaskId task, Duration wait) {
        return get(task)
                .thenCompose(outcome ->
                        outcome instanceof Outcome.Good<View>(var view) && !view.ended()
                                ? awaitEnd(task, wait)
                                : CompletableFuture.completedStage(outcome));
    }

    @Override
    public Runnable watch(TaskId task, Consumer<View> listener) {
        return watch(task, listener, () -> {});
    }

    /** As {@link #watch}; {@code ended} is called once, whether it ended or nobody knows it. */
    public Runnable watch(TaskId task, Consumer<View> listener, Runnable ended) {
        long id = watchIds.incrementAndGet();
        watches.tell(new WatchDesk.Begin(id, task, listener, ended));
        return () -> watches.tell(new WatchDesk.End(id));
    }

    private CompletionStage<Outcome<View>> awaitEnd(TaskId task, Duration wait) {
        long id = watchIds.incrementAndGet();
        CompletionStage<Outcome<View>> end =
                asking.ask(wait, ear -> watches.tell(begin(id, task, ear)));
        return end.thenCompose(outcome -> {
            watches.tell(new WatchDesk.End(id));
            return outcome instanceof Outcome.Good<View>
                    ? CompletableFuture.completedStage(outcome)
                    : get(task);
        });
    }

    private static WatchDesk.Begin begin(long id, TaskId task, ActorRef<View> ear) {
        Consumer<View> listener =
                view -> {
                    if (view.ended()) ear.tell(view);
                };
        return new WatchDesk.Begin(id, task, listener, () -> {});
    }

    /** A pending task's own word, or its record's where it does not answer soon. */
    private CompletionStage<View> present(DocumentRecord record) {
        if (record.state() != DocumentState.PENDING) {
            return CompletableFuture.completedStage(Views.of(record));
        }
        return asking.<Seen>ask(lookTimeout, ear -> trades.task(record.task(), new Task.Look(ear)))
                .thenApply(outcome ->
                        outcome instanceof Outcome.Good<Seen>(Seen.Shown(var view))
                                ? view
                                : Views.of(record));
    }

    private CompletionStage<Outcome<List<Copies.PartitionSummary>>> summaries(
            String state, int limit) {
        CompletionStage<Outcome<List<Copies.PartitionSummary>>> all =
                CompletableFuture.completedStage(Outcome.good(List.of()));
        for (int partition = 0; partition < copies.partitions(); partition++) {
            all =
                    all.thenCombine(
                            copies.summary(partition, state, limit),
                            (before, next) ->
                                    before.then(list ->
                                            next.then(one -> Outcome.good(with(list, one)))));
        }
        return all;
    }

    private CompletionStage<Listing> listing(
            List<Copies.PartitionSummary> all, String state, int limit) {
        var seen = new HashSet<TaskId>();
        List<DocumentRecord> records =
                all.stream()
                        .flatMap(summary -> summary.records().stream())
                        .filter(record -> record.state() != DocumentState.DELETED)
                        .sorted(Comparator.comparing(DocumentRecord::version).reversed())
                        .filter(record -> seen.add(record.task()))
                        .toList();
        long total =
                switch (state) {
                    case "submitted", "working" ->
                            all.stream().mapToLong(Copies.PartitionSummary::pending).sum();
                    case "completed" ->
                            all.stream().mapToLong(Copies.PartitionSummary::documents).sum();
                    default -> records.size();
                };
        CompletionStage<List<View>> views = CompletableFuture.completedStage(List.of());
        for (DocumentRecord record : records.subList(0, Math.min(limit, records.size()))) {
            views = views.thenCombine(present(record), TaskBoard::with);
        }
        return views.thenApply(list ->
                new Listing(
                        list.stream()
                                .filter(v -> state.isEmpty() || v.state().equals(state))
                                .toList(),
                        Math.max(total, list.size())));
    }

    /** The word for records that may be in this A2A state; empty text for all. */
    private static Optional<String> recordState(String state) {
        return switch (state) {
            case "" -> Optional.of("");
            case "submitted", "working" -> Optional.of(DocumentState.PENDING.word());
            case "completed" -> Optional.of(DocumentState.COMMITTED.word());
            case "failed" -> Optional.of(DocumentState.FAILED.word());
            case "canceled" -> Optional.of(DocumentState.CANCELED.word());
            default -> Optional.empty();
        };
    }

    private static <T> List<T> with(List<T> list, T one) {
        var longer = new ArrayList<T>(list);
        longer.add(one);
        return longer;
    }

    private static <T> CompletionStage<Outcome<T>> completed(Failure failure) {
        return CompletableFuture.completedStage(new Outcome.Bad<>(failure));
    }
}
