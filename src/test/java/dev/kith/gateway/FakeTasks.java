package dev.kith.gateway;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tasks that are in whatever state they are put. */
final class FakeTasks implements Tasks {
    final Map<TaskId, View> views = new ConcurrentHashMap<>();
    final List<Consumer<View>> watchers = new CopyOnWriteArrayList<>();
    final List<Duration> awaited = new CopyOnWriteArrayList<>();
    volatile String asked = "";

    void clear() {
        views.clear();
        watchers.clear();
        awaited.clear();
    }

    @Override
    public CompletionStage<Outcome<View>> get(TaskId task) {
        View view = views.get(task);
        return CompletableFuture.completedFuture(
                view == null
                        ? Outcome.bad(Failure.Code.NOT_FOUND, "there is no task " + task.value())
                        : Outcome.good(view));
    }

    @Override
    public CompletionStage<Outcome<Listing>> list(String state, int limit) {
        asked = state + " " + limit;
        return CompletableFuture.completedFuture(
                Outcome.good(new Listing(List.copyOf(views.values()), views.size())));
    }

    @Override
    public CompletionStage<Outcome<View>> cancel(TaskId task) {
        return get(task);
    }

    @Override
    public CompletionStage<Outcome<View>> await(TaskId task, Duration wait) {
        awaited.add(wait);
        return get(task);
    }

    @Override
    public Runnable watch(TaskId task, Consumer<View> listener) {
        watchers.add(listener);
        listener.accept(views.get(task));
        return () -> watchers.remove(listener);
    }
}
