package dev.kith.gateway;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.placement.work.MoveBook;
import dev.kith.placement.work.Standing;
import dev.kith.task.Explainer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Explains as the test wants it. */
final class FakeExplainer implements Explainer {
    final Map<TaskId, Explained> explained = new ConcurrentHashMap<>();
    volatile List<Standing> standings = List.of();
    volatile MoveBook.Told moves = new MoveBook.Told(Set.of(), List.of());

    @Override
    public CompletionStage<Outcome<Explained>> task(TaskId task) {
        Explained found = explained.get(task);
        return CompletableFuture.completedFuture(
                found == null
                        ? Outcome.bad(Failure.Code.NOT_FOUND, "there is no task " + task.value())
                        : Outcome.good(found));
    }

    @Override
    public List<Standing> standings() {
        return standings;
    }

    @Override
    public MoveBook.Told moves() {
        return moves;
    }
}
