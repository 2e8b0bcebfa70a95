package dev.kith.task.check;

import dev.kith.model.AgentId;
import dev.kith.model.Failure;
import java.util.Optional;
import java.util.function.Consumer;

/** Says of vectors that came back whether they may be stored. Safe from any thread. */
public interface Checks {

    /** Whether nothing that this agent computes is taken, because it is proven dishonest. */
    boolean refuses(AgentId author);

    /**
     * Looks at a result; the receipt is known to be signed, and of these texts and vectors.
     *
     * @param told is told why it must not be stored; empty where it may. Called at most once, on
     *     any thread; must only send
     */
    void check(Found found, Consumer<Optional<Failure>> told);

    /** An agent takes much longer than expected: more of its work is checked for a while. */
    void late(AgentId author, String model);
}
