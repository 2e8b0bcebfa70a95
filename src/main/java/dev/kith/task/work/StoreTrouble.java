package dev.kith.task.work;

import dev.kith.model.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Whether the store fails a run; tells when that changes or goes on. Only for its own run. */
final class StoreTrouble {
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final Consumer<TaskRun.Report> told;
    private int failures;

    /** There is none until a read or a write fails. */
    StoreTrouble(RetryPolicy policy, RandomGenerator random, Consumer<TaskRun.Report> told) {
        this.policy = policy;
        this.random = random;
        this.told = told;
    }

    /** A read or a write failed; returns the wait before it is repeated. */
    Duration failed(Failure failure) {
        failures++;
        told.accept(new TaskRun.Waits(Optional.of("the store: " + failure.detail())));
        return policy.backOff(failures, random.nextDouble());
    }

    /** One did not fail. */
    void end() {
        if (failures > 0) told.accept(new TaskRun.Waits(Optional.empty()));
        failures = 0;
    }
}
