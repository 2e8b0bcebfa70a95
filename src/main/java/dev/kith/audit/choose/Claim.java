package dev.kith.audit.choose;

import dev.kith.audit.compare.NumericClass;
import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;

/**
 * What one agent says the vector of a text is, under its signature.
 *
 * @param owner whose agent it is
 * @param numbers what it may be compared with
 */
public record Claim(AgentId agent, String owner, NumericClass numbers, UnitVector vector) {}
