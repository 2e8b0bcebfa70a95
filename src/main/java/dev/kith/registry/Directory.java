package dev.kith.registry;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Who is here now. Answers from memory; safe from any thread. */
public interface Directory {

    /** This agent. */
    AgentId self();

    /** All members that are known, this agent first, then by name. */
    List<Entry> agents();

    /** How many members are up, reachable and offer this. */
    int live(Capability capability);

    /** Capabilities of the pipeline that nobody who is up and reachable offers. */
    Set<Capability> missing();

    /**
     * Tells every change of membership from now on, on a thread that must not be blocked.
     *
     * @return call it to stop listening
     */
    Runnable onChange(Consumer<Event> listener);

    /** An agent came, left, or became (un)reachable; {@code status} is the entry's. */
    record Event(String agent, String name, String status) {}

    /**
     * One member.
     *
     * @param address where other agents reach it, {@code host:port}
     * @param status joining, up, leaving, unreachable
     * @param capabilities its cluster roles
     * @param quarantined whether it is proven dishonest: it has signed two records of one version
     * @param card what it says of itself; absent until it has been heard
     */
    record Entry(
            String address,
            String status,
            Set<Capability> capabilities,
            boolean self,
            boolean quarantined,
            Optional<Card> card) {
        public Entry {
            capabilities = Set.copyOf(capabilities);
        }

        /** Whether it says that it is meant to stay on; not, until it has been heard. */
        public boolean anchor() {
            return card.filter(Card::anchor).isPresent();
        }
    }
}
