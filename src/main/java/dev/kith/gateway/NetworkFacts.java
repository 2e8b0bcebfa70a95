package dev.kith.gateway;

import dev.kith.audit.choose.Demands;

/**
 * What an agent knows of its network from the start.
 *
 * @param network its id
 * @param name for people
 * @param copiesWanted R
 * @param demands how this agent has others' vectors checked
 */
public record NetworkFacts(String network, String name, int copiesWanted, Demands demands) {}
