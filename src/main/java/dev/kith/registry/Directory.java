package dev.kith.registry;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** Who is here now. Answers from memory; safe from any thread. */
public interface Directory {

    /** This agent. */
    AgentId self();

    /** All members that are known, this agent first, then by name. */
    List<Entry> agents();

    /**
     * Addresses of all members, those first that have been members longest. All agents agree on it,
     * and nobody can make itself older.
     */
    List<String> byAge();

    /** The members whose age is known, those first that have been members longest. */
    default List<Entry> eldestFirst() {
        Map<String, Entry> byAddress = new HashMap<>();
        agents().forEach(entry -> byAddress.put(entry.address(), entry));
        return byAge().stream().map(byAddress::get).filter(Objects::nonNull).toList();
    }

    /** How many members are up, reachable and offer this. */
    int live(Capability capability);

    /** Capabilities of the pipeline that nobody who is up and reachable offers. */
    Set<Capability> missing();

    /** Whose each agent is that is known here; its own, where its card does not say. */
    default Map<AgentId, String> owners() {
        return owners((_, _) -> true);
    }

    /**
     * The same of some.
     *
     * @param which by address and by the card that says that the agent is there
     */
    default Map<AgentId, String> owners(BiPredicate<String, AgentId> which) {
        Map<AgentId, String> owners = new HashMap<>();
        for (Entry entry : agents()) {
            entry.card()
                    .filter(card -> which.test(entry.address(), card.agent()))
                    .ifPresent(card -> owners.put(card.agent(), owner(card)));
        }
        return owners;
    }

    private static String owner(Card card) {
        String said = card.offer().owner();
        return said.isBlank() ? card.agent().did() : said;
    }

    /** Whether all that are up, reachable and offer this pause; not, where nobody offers it. */
    default boolean pauses(Capability capability) {
        List<Entry> offering =
                agents().stream()
                        .filter(entry -> entry.status().equals("up"))
                        .filter(entry -> entry.capabilities().contains(capability))
                        .toList();
        return !offering.isEmpty()
                && offering.stream().allMatch(entry -> entry.pause().isPresent());
    }

    /**
     * For how many milliseconds since {@code since}, milliseconds since 1970, documents could not
     * be worked on because all that chunk, or all that embed, paused; as far as this agent has
     * heard.
     */
    default long standstill(long since) {
        return 0;
    }

    /**
     * Dids of the agents that became unreachable since {@code millis} since 1970, as far as this
     * agent noticed, and its own where it has begun since.
     */
    default Set<String> lostSince(long millis) {
        return Set.of();
    }

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
     * @param quarantined whether it is proven dishonest: it has signed two records of one version,
     *     or computed wrong vectors
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

        /** Why it takes on no work, as it says; empty while it does, or has not been heard. */
        public Optional<String> pause() {
            return card.flatMap(known -> known.vitals().situation().pause());
        }

        /** Why it takes on no work of this trade, as it says; empty while it does. */
        public Optional<String> pause(Capability trade) {
            Optional<String> unfit =
                    card.filter(_ -> trade == Capability.EMBED)
                            .flatMap(known -> known.offer().unfit());
            return unfit.or(this::pause);
        }

        /** Whether it says that it is meant to stay on; not, until it has been heard. */
        public boolean anchor() {
            return card.filter(Card::anchor).isPresent();
        }
    }
}
