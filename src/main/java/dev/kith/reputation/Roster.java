package dev.kith.reputation;

import dev.kith.model.AgentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers agents from 0 on, so that rows of scores are arrays. It only grows; for one thread. */
public final class Roster {
    private final Map<AgentId, Integer> numbers = new HashMap<>();
    private final List<AgentId> agents = new ArrayList<>();

    /** The agent's number; a new one where it has none. */
    public int number(AgentId agent) {
        Integer known = numbers.get(agent);
        if (known != null) return known;
        int next = agents.size();
        numbers.put(agent, next);
        agents.add(agent);
        return next;
    }

    /** The agent with this number. */
    public AgentId agent(int number) {
        return agents.get(number);
    }

    public int size() {
        return agents.size();
    }
}
