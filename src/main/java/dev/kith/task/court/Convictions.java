package dev.kith.task.court;

import dev.kith.model.AgentId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is proven to compute wrong vectors, as far as this agent is convinced; it only grows. */
public final class Convictions {
    private final Set<AgentId> agents = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Nobody is convicted yet. */
    public Convictions() {}

    /** Whether this one is. */
    public boolean contains(AgentId agent) {
        return agents.contains(agent);
    }

    /** All of them. */
    public Set<AgentId> all() {
        return Set.copyOf(agents);
    }

    /** One more; false where it was known. */
    boolean add(AgentId agent) {
        boolean added = agents.add(agent);
        if (added) listeners.forEach(Runnable::run);
        return added;
    }

    /** Runs this whenever there is one more; on any thread, must only send. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
