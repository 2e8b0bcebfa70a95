package dev.kith.placement.work;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.time.Duration;
import java.util.Optional;

/**
 * What one piece of work is asked for under, and whom that should lead to.
 *
 * @param salt part of the entity's id; picks its shard
 * @param size of the piece, as {@link WorkPicker.Piece} has it
 * @param address of the agent that has the shard, as far as is known
 * @param agent who that is
 * @param explored whether it was picked because little is known of it
 * @param expected how long it should take; empty where nothing is known of that
 */
public record Pick(
        Capability trade,
        double size,
        int salt,
        Optional<String> address,
        Optional<AgentId> agent,
        boolean explored,
        Optional<Duration> expected) {}
