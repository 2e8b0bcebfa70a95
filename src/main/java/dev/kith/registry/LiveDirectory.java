package dev.kith.registry;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The directory that {@link Registrar} fills: members as the cluster sees them, joined with their
 * cards by address. One writer, any number of readers.
 */
public final class LiveDirectory implements Directory {
    /** What documents and searches need; LEARN is an extra. */
    private static final Set<Capability> PIPELINE =
            EnumSet.of(
                    Capability.TASK,
                    Capability.CHUNK,
                    Capability.EMBED,
                    Capability.AGGREGATE,
                    Capability.STORE);

    private final AgentId self;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final Standstill standstill = new Standstill();
    private final Map<String, Long> lost = new ConcurrentHashMap<>();
    private volatile List<Entry> entries = List.of();
    private volatile List<String> byAge = List.of();

    /** An empty directory of the agent {@code self}. */
    public LiveDirectory(AgentId self) {
        this.self = self;
    }

    @Override
    public AgentId self() {
        return self;
    }

    @Override
    public List<Entry> agents() {
        return entries;
    }

    @Override
    public List<String> byAge() {
        return byAge;
    }

    @Override
    public int live(Capability capability) {
        return (int) entries.stream().filter(entry -> offers(entry, capability)).count();
    }

    @Override
    public Set<Capability> missing() {
        Set<Capability> missing = EnumSet.copyOf(PIPELINE);
        missing.removeIf(capability -> live(capability) > 0);
        return missing;
    }

    @Override
    public long standstill(long since) {
        return standstill.since(since);
    }

    @Override
    public Set<String> lostSince(long millis) {
        return lost.entrySet().stream()
                .filter(entry -> entry.getValue() >= millis)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Runnable onChange(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Takes the members' addresses, the eldest first; before {@link #replace}. */
    void ages(List<String> eldestFirst) {
        byAge = List.copyOf(eldestFirst);
    }

    /**
     * Takes the state of the world at {@code millis} since 1970, and tells what has changed.
     *
     * @return who is gone, as last known
     */
    Collection<Entry> replace(List<Entry> next, long millis) {
        Map<String, Entry> before = new HashMap<>();
        for (Entry entry : entries) before.put(entry.address(), entry);
        entries =
                next.stream()
                        .sorted(
                                Comparator.comparing((Entry entry) -> !entry.self())
                                        .thenComparing(LiveDirectory::nameOf)
                                        .thenComparing(Entry::address))
                        .toList();
        lost.putIfAbsent(self.did(), millis);
        standstill.heard(pauses(Capability.CHUNK) || pauses(Capability.EMBED), millis);
        for (Entry entry : entries) {
            Entry old = before.remove(entry.address());
            boolean same = old != null && old.status().equals(entry.status());
            if (same) continue;
            if (entry.status().equals("unreachable")) lose(entry, millis);
            tell(entry, entry.status());
        }
        for (Entry gone : before.values()) tell(gone, "removed");
        return before.values();
    }

    private void lose(Entry entry, long millis) {
        entry.card().ifPresent(card -> lost.put(card.agent().did(), millis));
    }

    private void tell(Entry entry, String status) {
        String agent = entry.card().map(card -> card.agent().did()).orElse("");
        for (Consumer<Event> listener : listeners) {
            listener.accept(new Event(agent, nameOf(entry), status));
        }
    }

    private static String nameOf(Entry entry) {
        return entry.card().map(Card::name).orElse(entry.address());
    }

    private static boolean offers(Entry entry, Capability capability) {
        return entry.status().equals("up") && entry.capabilities().contains(capability);
    }
}
