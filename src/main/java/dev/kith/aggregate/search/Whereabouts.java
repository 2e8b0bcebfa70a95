package dev.kith.aggregate.search;

import dev.kith.model.CopyId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** On which agent each copy was last seen; one writer, any number of readers. */
public final class Whereabouts {
    private final Map<CopyId, String> agents = new ConcurrentHashMap<>();

    /** The did of the agent that last answered for a copy; empty where none has. */
    public Optional<String> agentOf(CopyId copy) {
        return Optional.ofNullable(agents.get(copy));
    }

    void seen(CopyId copy, String agent) {
        agents.put(copy, agent);
    }
}
