package dev.kith.task.testing;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.Directory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A directory that says what a test wants; three agents offer everything at first. */
public final class FixedDirectory implements Directory {
    private final Map<Capability, Integer> live = new ConcurrentHashMap<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    /** All that are known. */
    public volatile List<Entry> agents = List.of();

    /** For so many milliseconds all agents have paused. */
    public final AtomicLong standstill = new AtomicLong();

    /** From now on so many agents offer it. */
    public void set(Capability capability, int agents) {
        live.put(capability, agents);
        listeners.forEach(listener -> listener.accept(new Event("did", "name", "up")));
    }

    /** An agent has left. */
    public void leave() {
        listeners.forEach(listener -> listener.accept(new Event("did", "name", "removed")));
    }

    /** This agent is not reached any more. */
    public void lose(AgentId agent) {
        lost.add(agent.did());
        var event = new Event(agent.did(), "name", "unreachable");
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public Set<String> lostSince(long millis) {
        return Set.copyOf(lost);
    }

    @Override
    public AgentId self() {
        return Samples.agent(0);
    }

    @Override
    public List<Entry> agents() {
        return agents;
    }

    @Override
    public List<String> byAge() {
        return agents().stream().map(Entry::address).toList();
    }

    @Override
    public int live(Capability capability) {
        return live.getOrDefault(capability, 3);
    }

    @Override
    public long standstill(long since) {
        return standstill.get();
    }

    @Override
    public Set<Capability> missing() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    public Runnable onChange(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** How many listen. */
    public int listeners() {
        return listeners.size();
    }
}
