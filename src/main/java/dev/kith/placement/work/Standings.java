package dev.kith.placement.work;

import dev.kith.model.Capability;
import dev.kith.placement.fitness.Fitness;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** How all agents that offer a trade stand beside each other. */
final class Standings {
    private Standings() {}

    /**
     * Those with the most weight first.
     *
     * @param underWay how many pieces this agent waits for, by address
     */
    static List<Standing> of(
            Capability trade, WorkPicker.Means means, ToIntFunction<String> underWay) {
        List<Directory.Entry> agents = means.directory().agents();
        var fitness = Fitness.of(agents, trade, means.trust(), means.newcomerShare());
        Map<String, Double> weights = Fitness.weights(fitness);
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Integer> shards = means.homes().counts(trade);
        var standings = new ArrayList<Standing>();
        for (Directory.Entry entry : agents) {
            Fitness fit = fitness.get(entry.address());
            if (fit == null) continue;
            String address = entry.address();
            standings.add(
                    new Standing(
                            address,
                            entry.card().map(Card::agent),
                            entry.status(),
                            trade,
                            fit,
                            all > 0 ? weights.getOrDefault(address, 0.0) / all : 0,
                            shards.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(shards.getOrDefault(address, 0)),
                            queue(entry, trade),
                            underWay.applyAsInt(address)));
        }
        standings.sort(
                Comparator.comparingDouble(Standing::share)
                        .reversed()
                        .thenComparing(Standing::address));
        return standings;
    }

    private static Optional<Integer> queue(Directory.Entry entry, Capability trade) {
        return entry.card()
                .filter(_ -> trade == Capability.EMBED)
                .map(card -> card.vitals().queue());
    }
}
