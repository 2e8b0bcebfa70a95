package dev.kith.api;

/**
 * An agent came, left, or became reachable or unreachable; an event {@code agent} of {@code
 * /v1/events}.
 *
 * @param agent its did
 * @param status as in {@link AgentAnswer}
 */
public record AgentEvent(String agent, String name, String status) {}
