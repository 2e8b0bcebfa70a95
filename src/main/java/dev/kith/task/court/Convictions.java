package dev.kith.task.court;

import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is proven to compute wrong vectors, as far as this agent is convinced. */
public final class Convictions {
    private volatile Set<AgentId> agents = Set.of();
    private volatile Map<AgentId, Set<AgentId>> shown = Map.of();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Nobody is convicted yet. */
    public Convictions() {}

    /** Whether this one is. */
    public boolean contains(AgentId agent) {
        return agents.contains(agent);
    }

    /**
     * Whether the vectors of this receipt are not to be believed: nothing is found by them, and
     * they are computed again, however old they say that they are.
     */
    public boolean disbelieve(Receipt receipt) {
        return contains(receipt.agent());
    }

    /** All of them. */
    public Set<AgentId> all() {
        return agents;
    }

    /** These are, and nobody else; one writer. */
    void set(Set<AgentId> convicted) {
        if (agents.equals(convicted)) return;
        agents = Set.copyOf(convicted);
        listeners.forEach(Runnable::run);
    }

    /** Whether an agent has laid open a result of another's that nobody here knows to be right. */
    public boolean shown(AgentId reporter, AgentId accused) {
        return shown.getOrDefault(reporter, Set.of()).contains(accused);
    }

    /** Of whom each agent has shown such a result; one writer. */
    void show(Map<AgentId, Set<AgentId>> accused) {
        shown = Map.copyOf(accused);
    }

    /** Runs this whenever they are others; on any thread, must only send. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
