package dev.kith.gateway;

/**
 * What an agent knows of its network from the start.
 *
 * @param network its id
 * @param name for people
 * @param copiesWanted R
 */
public record NetworkFacts(String network, String name, int copiesWanted) {}
