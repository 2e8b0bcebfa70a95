package dev.kith.task.work;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;

/**
 * One piece of a task's work, which some agent has to do.
 *
 * @param <T> what it brings
 */
interface Work<T> {

    /**
     * Which piece of a task it is.
     *
     * @param batch within the segment; -1 for the segment itself
     */
    record Place(int segment, int batch) {}

    Capability capability();

    /** An agent that was picked takes much longer than expected, and another one is asked too. */
    default void slow(AgentId agent) {}

    Place place();

    /** In texts where it is embedding, in another unit otherwise; more than 0. */
    double size();

    /** Id of the sharded entity that is asked under a salt. */
    String entity(int salt);

    /**
     * An actor that asks one agent.
     *
     * @param told how it went, once or more; must only send
     */
    Behavior<?> attempt(int salt, Consumer<Errand.Attempted<T>> told);
}
