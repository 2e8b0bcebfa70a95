package dev.kith.api;

import java.util.List;

/** All agents that are known, this one first. */
public record AgentList(List<AgentAnswer> agents) {}
