package dev.kith.placement.fitness;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.reputation.Trust;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How fit one agent is for one trade beside the others, and what that is made of.
 *
 * @param speed how fast it is, as a multiple of the agents' median; more than 0
 * @param regard how far it is believed
 * @param idleness share of its machine that other programs leave, and up to half of that less where
 *     much waits for it already; in [0.1, 1]
 * @param pause why it takes on no work; empty while it does
 * @param barred whether it is proven dishonest, and gets none
 */
public record Fitness(
        double speed, Regard regard, double idleness, Optional<String> pause, boolean barred) {
    /** Texts that it works off in so many seconds are no reason to give it fewer. */
    private static final double QUEUE_SECONDS = 2;

    /** A queue is short-lived and shards move slowly, so it never counts for more. */
    private static final double QUEUE_MIN = 0.5;

    /** Below it a machine's load says little. */
    private static final double IDLENESS_MIN = 0.1;

    /** So that one wrong measurement neither takes all work nor starves an agent. */
    private static final double SPEED_MAX = 10;

    /** Of an agent that has said nothing of itself yet. */
    public static Fitness unheard(double newcomerShare) {
        return new Fitness(1, Regard.unknown(newcomerShare), 1, Optional.empty(), false);
    }

    /** Share of the work that it should get, beside the others' weights; at least 0. */
    public double weight() {
        return barred || pause.isPresent() ? 0 : speed * regard.factor() * idleness;
    }

    /** The same for work that all do alike, however fast, busy or believed; not if it is barred. */
    public Fitness alike() {
        return new Fitness(1, Regard.unknown(1), 1, Optional.empty(), barred);
    }

    /** In words what its weight is made of, where it has one. */
    public String parts() {
        return String.format(
                Locale.ROOT,
                "speed %.2f × reputation %.2f × idleness %.2f = %.2f",
                speed,
                regard.factor(),
                idleness,
                weight());
    }

    /** In words why its weight is 0; empty where it is not. */
    public Optional<String> none() {
        if (barred) return Optional.of("quarantined: it is proven dishonest");
        return pause.map(why -> "paused: " + why);
    }

    /**
     * Of all agents that offer a trade, by address.
     *
     * @param newcomerShare what the reputation of an unknown agent counts, in (0, 1]
     */
    public static Map<String, Fitness> of(
            List<Directory.Entry> agents, Capability trade, Trust trust, double newcomerShare) {
        List<Directory.Entry> offering =
                agents.stream().filter(entry -> entry.capabilities().contains(trade)).toList();
        Speeds speeds = Speeds.of(offering, trade);
        Map<String, Fitness> fitness = new HashMap<>();
        for (Directory.Entry entry : offering) {
            double speed = speeds.beside(entry);
            Optional<AgentId> agent = entry.card().map(Card::agent);
            fitness.put(
                    entry.address(),
                    new Fitness(
                            Math.clamp(speed, 1 / SPEED_MAX, SPEED_MAX),
                            agent.map(id -> Regard.of(trust.score(id, trade), newcomerShare))
                                    .orElse(Regard.unknown(newcomerShare)),
                            idleness(entry, trade),
                            entry.pause(trade),
                            entry.quarantined() || agent.filter(trust::quarantined).isPresent()));
        }
        return fitness;
    }

    /**
     * The weights of all, so that there is always somebody: where nobody is fit, those that only
     * pause are alike, and where all are barred, all are, since a shard has to stand somewhere.
     */
    public static Map<String, Double> weights(Map<String, Fitness> fitness) {
        boolean some = fitness.values().stream().anyMatch(one -> one.weight() > 0);
        boolean honest = fitness.values().stream().anyMatch(one -> !one.barred);
        Map<String, Double> weights = new HashMap<>();
        fitness.forEach((address, one) -> {
            double alike = honest && one.barred ? 0 : 1;
            weights.put(address, some ? one.weight() : alike);
        });
        return weights;
    }

    private static double idleness(Directory.Entry entry, Capability trade) {
        double otherLoad =
                entry.card().flatMap(card -> card.vitals().situation().otherLoad()).orElse(0.0);
        return Math.clamp((1 - otherLoad) * room(entry, trade), IDLENESS_MIN, 1);
    }

    /** What is left of its idleness, in [0.5, 1], by how long its own queue takes. */
    private static double room(Directory.Entry entry, Capability trade) {
        double seconds =
                entry.card()
                        .filter(_ -> trade == Capability.EMBED)
                        .map(card -> card.vitals().queueSeconds())
                        .orElse(0.0);
        return seconds > QUEUE_SECONDS ? Math.max(QUEUE_SECONDS / seconds, QUEUE_MIN) : 1;
    }
}
