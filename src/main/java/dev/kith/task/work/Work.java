package dev.kith.task.work;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.placement.work.Pick;
import java.util.Optional;
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
     * @param pick the salt that it is asked under, and whom that should lead to
     * @param told how it went, once or more; must only send
     */
    Behavior<?> attempt(Pick pick, Consumer<Errand.Attempted<T>> told);

    /**
     * Who refused, as far as that can be believed: refusals are not signed, so whoever was asked
     * could name anybody.
     *
     * @param claimed a did, or anything else
     * @return the did; empty where another agent was asked
     */
    static String refuser(String claimed, Optional<AgentId> picked) {
        return picked.map(AgentId::did).orElse(claimed).equals(claimed) ? claimed : "";
    }
}
