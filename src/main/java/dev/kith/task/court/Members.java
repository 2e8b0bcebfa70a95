package dev.kith.task.court;

import dev.kith.model.AgentId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Who is a member of the network, and whose each one is. One that has left stays known, so that
 * what it has said counts on; anybody can make keys, so nobody else counts. For one thread.
 */
final class Members {
    private final Supplier<Map<AgentId, String>> admitted;
    private final int metMax;
    private final Map<AgentId, String> met = new LinkedHashMap<>();
    private Map<AgentId, String> here = Map.of();

    /**
     * Nobody is known yet.
     *
     * @param admitted whose each agent is that is here and has shown its certificate
     * @param metMax members that are remembered; who was here last stays longest
     */
    Members(Supplier<Map<AgentId, String>> admitted, int metMax) {
        this.admitted = admitted;
        this.metMax = metMax;
    }

    /**
     * Takes note of who is here now.
     *
     * @return whether that has changed
     */
    boolean meet() {
        Map<AgentId, String> now = Map.copyOf(admitted.get());
        if (now.equals(here)) return false;
        here = now;
        now.forEach((agent, owner) -> {
            met.remove(agent);
            met.put(agent, owner);
        });
        var eldest = met.keySet().iterator();
        for (int i = met.size(); i > metMax; i--) {
            eldest.next();
            eldest.remove();
        }
        return true;
    }

    /** Whether this agent is a member, here or gone. */
    boolean know(AgentId agent) {
        return met.containsKey(agent);
    }

    /** Who is here. */
    Set<AgentId> here() {
        return here.keySet();
    }

    /** Whose these members are. */
    Set<String> owners(Collection<AgentId> agents) {
        return agents.stream()
                .map(agent -> met.getOrDefault(agent, agent.did()))
                .collect(Collectors.toSet());
    }
}
