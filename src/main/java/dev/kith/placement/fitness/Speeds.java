package dev.kith.placement.fitness;

import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How fast agents are beside each other at one trade: by what was measured, and by their processors
 * where nothing was.
 */
final class Speeds {
    private final Function<Card, OptionalDouble> measure;
    private final double median;

    private Speeds(Function<Card, OptionalDouble> measure, double median) {
        this.measure = measure;
        this.median = median;
    }

    /** Of these agents. */
    static Speeds of(List<Directory.Entry> agents, Capability trade) {
        Function<Card, OptionalDouble> whole = card -> whole(card, trade);
        double[] measured = sorted(agents, whole);
        if (measured.length > 0) return new Speeds(whole, median(measured));
        double[] cores = sorted(agents, Speeds::cores);
        return new Speeds(Speeds::cores, cores.length > 0 ? median(cores) : 1);
    }

    /** As a multiple of the agents' median; 1 of one that has said nothing yet. */
    double beside(Directory.Entry agent) {
        return agent.card().map(measure).orElse(OptionalDouble.empty()).orElse(median) / median;
    }

    /** Of the whole machine: passages are embedded on all cores together, chunked by one each. */
    private static OptionalDouble whole(Card card, Capability trade) {
        OptionalDouble speed = card.speed(trade);
        if (speed.isEmpty() || trade == Capability.EMBED) return speed;
        return OptionalDouble.of(speed.getAsDouble() * Math.max(1, card.vitals().cores()));
    }

    private static OptionalDouble cores(Card card) {
        int cores = card.vitals().cores();
        return cores > 0 ? OptionalDouble.of(cores) : OptionalDouble.empty();
    }

    private static double[] sorted(
            List<Directory.Entry> agents, Function<Card, OptionalDouble> measure) {
        return agents.stream()
                .flatMap(agent -> agent.card().stream())
                .map(measure)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
    }

    private static double median(double... sorted) {
        return sorted[sorted.length / 2];
    }
}
