package dev.kith.node.checking;

import dev.kith.model.AgentId;
import dev.kith.reputation.book.Rating;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * What is thought of the others, and where to say more.
 *
 * @param integrity lower bound, in [0, 1], of how far an agent's vectors are right
 * @param rate takes a rating into this agent's book
 */
public record Opinion(ToDoubleFunction<AgentId> integrity, Consumer<Rating> rate) {

    /** Of an agent that keeps no book: only what its own checks find counts. */
    public static final Opinion NONE = new Opinion(_ -> 1, _ -> {});
}
