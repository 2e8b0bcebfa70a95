package dev.kith.node.probe;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.List;
import java.util.Optional;

/**
 * An agent that embedded here before, and whose vectors may be compared with ours.
 *
 * @param started when its process started, as it says, milliseconds since 1970: another process of
 *     the same agent is compared again
 */
record Elder(AgentId agent, String name, long started) {

    /**
     * Those that have been members longest, longer than we, are up, run the same model on the same
     * kind of machine, and may embed.
     *
     * @param most how many at most
     */
    static List<Elder> of(Directory directory, int most) {
        List<Directory.Entry> eldestFirst = directory.eldestFirst();
        Optional<Card> own =
                eldestFirst.stream()
                        .filter(Directory.Entry::self)
                        .findFirst()
                        .flatMap(Directory.Entry::card);
        if (own.isEmpty()) return List.of();
        return eldestFirst.stream()
                .takeWhile(entry -> !entry.self())
                .filter(entry -> !entry.quarantined())
                .filter(entry -> entry.status().equals("up"))
                .filter(entry -> entry.capabilities().contains(Capability.EMBED))
                .flatMap(entry -> entry.card().stream())
                .filter(card -> comparable(card, own.get()))
                .map(card -> new Elder(card.agent(), card.name(), card.started()))
                .limit(most)
                .toList();
    }

    private static boolean comparable(Card one, Card other) {
        return one.offer().unfit().isEmpty()
                && one.modelFingerprint().isPresent()
                && one.modelFingerprint().equals(other.modelFingerprint())
                && one.offer().numbers().equals(other.offer().numbers());
    }
}
