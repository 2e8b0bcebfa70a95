package dev.kith.gateway;

import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.task.Intake;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Accepts what it gets and remembers it, or fails as it was told to. */
final class FakeIntake implements Intake {
    record Put(Description description, String text) {}

    final List<Put> puts = new CopyOnWriteArrayList<>();
    final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    final AtomicInteger abandoned = new AtomicInteger();
    final AtomicInteger inFlight = new AtomicInteger();
    final AtomicInteger inFlightMost = new AtomicInteger();
    final AtomicLong charsFed = new AtomicLong();
    volatile boolean remembers = true;
    volatile String state = "submitted";
    volatile int copies = 2;

    /** What every put and feed waits for before it goes on. */
    volatile Supplier<CompletionStage<?>> pace = () -> CompletableFuture.completedFuture(true);

    void clear() {
        puts.clear();
        failures.clear();
        abandoned.set(0);
        inFlightMost.set(0);
        charsFed.set(0);
        remembers = true;
        state = "submitted";
        pace = () -> CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<Outcome<Accepted>> put(Description description, String text) {
        inFlightMost.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        return pace.get()
                .thenApply(_ -> accept(description, text))
                .whenComplete((_, _) -> inFlight.decrementAndGet());
    }

    private Outcome<Accepted> accept(Description description, String text) {
        Failure failure = failures.poll();
        if (failure != null) return new Outcome.Bad<>(failure);
        if (remembers) puts.add(new Put(description, text));
        return Outcome.good(
                new Accepted(description.key(), task(description.key(), text), copies, state));
    }

    static TaskId task(DocumentKey key, String text) {
        return TaskId.of(key, ContentId.of(text));
    }

    @Override
    public Upload upload(Description description) {
        var text = new StringBuilder();
        return new Upload() {
            @Override
            public CompletionStage<Outcome<Boolean>> feed(String piece) {
                charsFed.addAndGet(piece.length());
                if (remembers) text.append(piece);
                return pace.get()
                        .thenApply(_ -> {
                            Failure failure = failures.poll();
                            return failure == null
                                    ? Outcome.good(true)
                                    : new Outcome.Bad<>(failure);
                        });
            }

            @Override
            public CompletionStage<Outcome<Accepted>> finish() {
                return put(description, text.toString());
            }

            @Override
            public void abandon() {
                abandoned.incrementAndGet();
            }
        };
    }

    @Override
    public CompletionStage<Outcome<Accepted>> delete(DocumentKey key, int wanted) {
        Failure failure = failures.poll();
        return CompletableFuture.completedFuture(
                failure != null
                        ? new Outcome.Bad<>(failure)
                        : Outcome.good(new Accepted(key, task(key, ""), copies, "completed")));
    }
}
