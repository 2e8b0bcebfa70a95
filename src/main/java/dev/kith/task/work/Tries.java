package dev.kith.task.work;

import dev.kith.model.Failure;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Remembers how the tries of one piece of work went, and says whether there is another. Full queues
 * and silence never count against the work; distinct agents that fail at it do.
 */
final class Tries {
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final Set<String> refusers = new HashSet<>();
    private int begun;
    private int refusals;
    private int waits;

    Tries(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** Begins the next try; returns its number, counted from 0. */
    int begin() {
        return begun++;
    }

    /** How long the try that was begun last may take. */
    Duration timeout() {
        return policy.timeout(begun);
    }

    /** How long a try that should take so long may be the only one. */
    Duration patience(Duration expected) {
        return policy.patience(expected);
    }

    /**
     * An agent refused, or did it badly.
     *
     * @param agent its did; empty where it is not known, which counts as no agent
     * @param live how many agents offer the trade now
     * @return the failure to give up with, or empty to try again
     */
    Optional<Failure> refused(String agent, Failure failure, int live) {
        if (failure.code().blame() == Failure.Blame.CAPACITY) return Optional.empty();
        refusals++;
        if (!agent.isEmpty()) refusers.add(agent);
        int agents = Math.clamp(live, 1, policy.agentsMax());
        boolean enoughAgents = refusers.size() >= agents;
        boolean enoughTries = !failure.code().retryable() || refusals >= policy.agentsMax();
        return enoughAgents && enoughTries ? Optional.of(failure) : Optional.empty();
    }

    /** The wait before the next try. */
    Duration backOff() {
        return policy.backOff(++waits, random.nextDouble());
    }
}
