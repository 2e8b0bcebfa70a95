package dev.kith.placement;

import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How fit one agent is for one trade beside the others, and what that is made of.
 *
 * @param speed how fast it is, as a multiple of the agents' median; more than 0
 * @param idleness share of its machine that is left for Kith, in [0.1, 1]
 * @param pause why it takes on no work; empty while it does
 */
public record Fitness(double speed, double idleness, Optional<String> pause) {
    /** Of an agent that has said nothing of itself yet. */
    static final Fitness UNHEARD = new Fitness(1, 1, Optional.empty());

    /** Below it a machine's load says little. */
    private static final double IDLENESS_MIN = 0.1;

    /** So that one wrong measurement neither takes all work nor starves an agent. */
    private static final double SPEED_MAX = 10;

    /** Share of the work that it should get, beside the others' weights; at least 0. */
    public double weight() {
        return pause.isPresent() ? 0 : speed * idleness;
    }

    /** Of all agents that offer a trade, by address. */
    public static Map<String, Fitness> of(List<Directory.Entry> agents, Capability trade) {
        List<Directory.Entry> offering =
                agents.stream().filter(entry -> entry.capabilities().contains(trade)).toList();
        double median =
                median(
                        offering.stream()
                                .map(entry -> speed(entry, trade))
                                .flatMapToDouble(OptionalDouble::stream)
                                .sorted()
                                .toArray());
        Map<String, Fitness> fitness = new HashMap<>();
        for (Directory.Entry entry : offering) {
            double speed = speed(entry, trade).orElse(median) / median;
            fitness.put(
                    entry.address(),
                    new Fitness(
                            Math.clamp(speed, 1 / SPEED_MAX, SPEED_MAX),
                            idleness(entry),
                            entry.pause(trade)));
        }
        return fitness;
    }

    /**
     * Texts a second of those that embed, processors of the others; empty where it is not known.
     */
    private static OptionalDouble speed(Directory.Entry entry, Capability trade) {
        Optional<Card.Vitals> vitals = entry.card().map(Card::vitals);
        if (vitals.isEmpty()) return OptionalDouble.empty();
        double speed =
                trade == Capability.EMBED ? vitals.get().textsPerSecond() : vitals.get().cores();
        return speed > 0 ? OptionalDouble.of(speed) : OptionalDouble.empty();
    }

    private static double idleness(Directory.Entry entry) {
        double otherLoad =
                entry.card().flatMap(card -> card.vitals().situation().otherLoad()).orElse(0.0);
        return Math.clamp(1 - otherLoad, IDLENESS_MIN, 1);
    }

    private static double median(double[] sorted) {
        return sorted.length == 0 ? 1 : sorted[sorted.length / 2];
    }
}
