package dev.kith.reputation.karma;

import dev.kith.model.AgentId;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one agent knows of everybody's karma, in order of agents.
 *
 * @param accounts agents that were ever credited
 */
public record KarmaBook(SortedMap<AgentId, Karma> accounts) {
    /** Nobody has done anything. */
    public static final KarmaBook EMPTY = new KarmaBook(Collections.emptySortedMap());

    public KarmaBook {
        accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    }

    /** An agent's karma. */
    public Karma of(AgentId agent) {
        return accounts.getOrDefault(agent, Karma.NONE);
    }

    /**
     * Credits work that was verified, or that was not looked at.
     *
     * @param units by the {@link Tariff}
     * @param when the work was done, milliseconds since 1970
     */
    public KarmaBook credit(AgentId agent, double units, long when, Duration halfLife) {
        return with(agent, of(agent).credit(units, when, halfLife));
    }

    /** Takes back the credit of work that later proved not to count. */
    public KarmaBook revoke(AgentId agent, double units, long when, Duration halfLife) {
        return with(agent, of(agent).revoke(units, when, halfLife));
    }

    /** A wrong result was proven: the agent begins at 0 again. */
    public KarmaBook proven(AgentId agent, long when) {
        return with(agent, new Karma(0, Math.max(of(agent).time(), when)));
    }

    /** With no more accounts than that; the largest stay. */
    public KarmaBook largest(int accountsMax, long now, Duration halfLife) {
        if (accounts.size() <= accountsMax) return this;
        Comparator<Map.Entry<AgentId, Karma>> bySize =
                Comparator.comparingDouble(account -> -account.getValue().at(now, halfLife));
        TreeMap<AgentId, Karma> kept = new TreeMap<>();
        accounts.entrySet().stream()
                .sorted(bySize)
                .limit(accountsMax)
                .forEach(account -> kept.put(account.getKey(), account.getValue()));
        return new KarmaBook(kept);
    }

    private KarmaBook with(AgentId agent, Karma karma) {
        TreeMap<AgentId, Karma> next = new TreeMap<>(accounts);
        next.put(agent, karma);
        return new KarmaBook(next);
    }
}
