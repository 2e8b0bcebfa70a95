package dev.kith.registry;

import dev.kith.model.AgentId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which agent sits at which member's address.
 *
 * <p>Where this agent has called an address, the certificate shown there decides: nobody can claim
 * the place of another. Where it has not yet, a card's own word counts, unless two agents claim the
 * place, or the one that does is known to sit elsewhere; then nobody's does until it is called.
 */
final class Seats {
    private Seats() {}

    /**
     * Agents by address; addresses of which nothing is known are absent.
     *
     * @param addresses of all members
     * @param reached who showed a certificate at an address
     * @param claims the address on each agent's card
     */
    static Map<String, AgentId> of(
            Collection<String> addresses,
            Function<String, Optional<AgentId>> reached,
            Map<AgentId, String> claims) {
        Map<String, AgentId> seats = new HashMap<>();
        for (String address : addresses) {
            reached.apply(address).ifPresent(agent -> seats.put(address, agent));
        }
        Set<AgentId> seated = new HashSet<>(seats.values());
        Map<String, Integer> claimed = new HashMap<>();
        Map<String, AgentId> claimants = new HashMap<>();
        claims.forEach((agent, address) -> {
            if (seated.contains(agent)) return;
            claimed.merge(address, 1, Integer::sum);
            claimants.put(address, agent);
        });
        for (String address : addresses) {
            if (seats.containsKey(address) || claimed.getOrDefault(address, 0) != 1) continue;
            Optional.ofNullable(claimants.get(address))
                    .ifPresent(agent -> seats.put(address, agent));
        }
        return seats;
    }
}
