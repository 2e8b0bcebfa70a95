package dev.kith.audit.canary;

import dev.kith.vector.UnitVector;

/**
 * A text whose vector is known.
 *
 * @param vector computed by this agent, or agreed on by three others
 * @param born when it joined the pool, in milliseconds since 1970
 */
public record Canary(String text, UnitVector vector, long born) {}
