package dev.kith.task.intake;

import dev.kith.model.Failure;
import dev.kith.model.TaskId;
import dev.kith.task.IntakeLimits;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many documents are being taken in, and how many wait to be done; thread-safe. */
final class Admission {
    private final IntakeLimits limits;
    private final Follower follower;
    private final AtomicInteger accepting = new AtomicInteger();
    private final Set<TaskId> unfinished = ConcurrentHashMap.newKeySet();

    Admission(IntakeLimits limits, Follower follower) {
        this.limits = limits;
        this.follower = follower;
    }

    /** Begins to take one in, or says why not; then {@link #leave} must follow, once. */
    Optional<Failure> enter() {
        int now = accepting.incrementAndGet();
        int pending = unfinished.size();
        if (now <= limits.acceptingMax() && now + pending <= limits.pendingMax()) {
            return Optional.empty();
        }
        leave();
        String why =
                now > limits.acceptingMax()
                        ? "%d documents are being taken in".formatted(now - 1)
                        : "%d tasks of this agent have not ended".formatted(pending);
        return Optional.of(new Failure(Failure.Code.OVERLOADED, why + "; send it again later"));
    }

    /** It was taken in, or not. */
    void leave() {
        accepting.decrementAndGet();
    }

    /** Counts a task until it ends. */
    void follow(TaskId task) {
        if (!unfinished.add(task)) return;
        follower.follow(task, () -> unfinished.remove(task));
    }
}
