package dev.kith.node.probe;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An agent that embedded here before, and whose vectors may be compared with ours.
 *
 * @param started when its process started, milliseconds since 1970
 */
record Elder(AgentId agent, String name, long started) {
    private static final Comparator<Elder> ELDEST =
            Comparator.comparingLong(Elder::started).thenComparing(elder -> elder.agent().did());

    /**
     * The eldest that are up, run the same model on the same kind of machine, and may embed.
     *
     * @param most how many at most
     */
    static List<Elder> of(Directory directory, int most) {
        List<Directory.Entry> agents = directory.agents();
        Optional<Card> own =
                agents.stream()
                        .filter(Directory.Entry::self)
                        .flatMap(entry -> entry.card().stream())
                        .findFirst();
        if (own.isEmpty()) return List.of();
        Elder self = of(own.get());
        return agents.stream()
                .filter(entry -> !entry.self() && !entry.quarantined())
                .filter(entry -> entry.status().equals("up"))
                .filter(entry -> entry.capabilities().contains(Capability.EMBED))
                .flatMap(entry -> entry.card().stream())
                .filter(card -> comparable(card, own.get()))
                .map(Elder::of)
                .filter(elder -> ELDEST.compare(elder, self) < 0)
                .sorted(ELDEST)
                .limit(most)
                .toList();
    }

    private static Elder of(Card card) {
        return new Elder(card.agent(), card.name(), card.started());
    }

    private static boolean comparable(Card one, Card other) {
        return one.offer().unfit().isEmpty()
                && one.modelFingerprint().isPresent()
                && one.modelFingerprint().equals(other.modelFingerprint())
                && one.offer().numbers().equals(other.offer().numbers());
    }
}
