package dev.kith.audit;

import dev.kith.model.AgentId;

/**
 * Whose result is looked at.
 *
 * @param model fingerprint of the model's identity; standing is kept for each
 * @param trust lower bound of its integrity, 0 to 1
 * @param watched whether all of this is checked, however trusted it is: evidence against it is
 *     being looked at, or it was picked because little is known of it
 */
public record Author(AgentId agent, String model, double trust, boolean watched) {}
