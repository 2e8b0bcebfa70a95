package dev.kith.placement.work;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.placement.fitness.Fitness;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.Selection;
import dev.kith.reputation.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Picks the salt that a piece of work is asked for under, and with it the agent that does it. Safe
 * from any thread.
 *
 * <p>A salt is a draw among shards, of which each agent has a share by its {@link Fitness}. Of many
 * salts those are candidates whose agents could do the work; {@link Selection} draws two by how far
 * their agents are believed, and takes the one whose agent is less loaded, or now and then a
 * newcomer's. Where it is not known where shards stand, the salts are taken in order, which is a
 * draw by fitness alone. As many first attempts lead to shards that stand nowhere yet as there are
 * such: they find an agent by being asked, and one that has no shard would never be picked.
 */
public final class WorkPicker {
    /** Salts count from 0; so many lead to nearly every agent that has a shard. */
    public static final int SALTS = 128;

    private final Means means;
    private final Pace pace = new Pace();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

    /**
     * What it goes by.
     *
     * @param newcomerShare what the reputation of an unknown agent counts, in (0, 1]
     * @param random safe from any thread
     */
    public record Means(
            Directory directory,
            Trust trust,
            Homes homes,
            ReputationSettings.Choice choice,
            double newcomerShare,
            RandomGenerator random) {}

    /**
     * A piece of work.
     *
     * @param size in texts, or another unit that its trade's pieces share; more than 0
     * @param entity the entity's id under each salt
     */
    public record Piece(Capability trade, double size, IntFunction<String> entity) {}

    /** A picker that has seen nothing yet. */
    public WorkPicker(Means means) {
        this.means = means;
    }

    /**
     * Picks for one attempt. Call {@link #ended} when it is over.
     *
     * @param used salts that were picked before
     * @param asked addresses that were asked before; others come first
     */
    public Pick pick(Piece piece, Set<Integer> used, Set<String> asked) {
        Optional<Pick> unplaced = asked.isEmpty() ? unplaced(piece, used) : Optional.empty();
        if (unplaced.isPresent()) return unplaced.get();
        List<Directory.Entry> agents = means.directory().agents();
        Map<Integer, Directory.Entry> homes = homes(piece, used, agents);
        var fitness = Fitness.of(agents, piece.trade(), means.trust(), means.newcomerShare());
        Map<Integer, Directory.Entry> open = open(homes, fitness, asked);
        List<Selection.Candidate> candidates = candidates(open, fitness);
        Pick pick =
                Selection.choose(candidates, means.random(), means.choice())
                        .flatMap(chosen -> pick(piece, open, chosen, candidates))
                        .orElseGet(() -> next(piece, used, homes));
        pick.address().ifPresent(address -> underWay.merge(address, 1, Integer::sum));
        return pick;
    }

    /** An attempt is over, however it went. */
    public void ended(Pick pick) {
        pick.address()
                .ifPresent(address -> {
                    underWay.merge(address, -1, Integer::sum);
                    underWay.remove(address, 0);
                });
    }

    /** An attempt brought its result after {@code time}. */
    public void brought(Pick pick, Duration time) {
        pace.took(pick.trade(), pick.size(), time);
    }

    /** How all agents that offer a trade stand now, those with the most weight first. */
    public List<Standing> standings(Capability trade) {
        return Standings.of(trade, means, address -> underWay.getOrDefault(address, 0));
    }

    /** By any of the salts, if its shard is known to stand nowhere. */
    private Optional<Pick> unplaced(Piece piece, Set<Integer> used) {
        int salt = means.random().nextInt(SALTS);
        boolean stands = means.homes().of(piece.trade(), piece.entity().apply(salt)).isPresent();
        if (stands || used.contains(salt) || means.homes().counts(piece.trade()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(pick(piece, salt, Optional.empty(), false, List.of()));
    }

    /** Where each of the salts leads to, as far as that is known, in their order. */
    private Map<Integer, Directory.Entry> homes(
            Piece piece, Set<Integer> used, List<Directory.Entry> agents) {
        Map<String, Directory.Entry> byAddress = new LinkedHashMap<>();
        agents.forEach(entry -> byAddress.put(entry.address(), entry));
        Map<Integer, Directory.Entry> homes = new LinkedHashMap<>();
        for (int salt = 0; salt < SALTS; salt++) {
            if (used.contains(salt)) continue;
            String address = means.homes().of(piece.trade(), piece.entity().apply(salt)).orElse("");
            Directory.Entry entry = byAddress.get(address);
            if (entry != null) homes.put(salt, entry);
        }
        return homes;
    }

    /** Those that work, and were not asked yet where there are such. */
    private static Map<Integer, Directory.Entry> open(
            Map<Integer, Directory.Entry> homes, Map<String, Fitness> fitness, Set<String> asked) {
        Map<Integer, Directory.Entry> working = new LinkedHashMap<>();
        homes.forEach((salt, entry) -> {
            Fitness fit = fitness.get(entry.address());
            boolean works = fit != null && fit.weight() > 0 && entry.status().equals("up");
            if (works && entry.card().isPresent()) working.put(salt, entry);
        });
        Map<Integer, Directory.Entry> fresh = new LinkedHashMap<>(working);
        fresh.values().removeIf(entry -> asked.contains(entry.address()));
        return fresh.isEmpty() ? working : fresh;
    }

    private List<Selection.Candidate> candidates(
            Map<Integer, Directory.Entry> open, Map<String, Fitness> fitness) {
        var candidates = new ArrayList<Selection.Candidate>();
        for (Directory.Entry entry : open.values()) {
            Fitness fit = fitness.get(entry.address());
            Optional<Card> card = entry.card();
            if (fit == null || card.isEmpty()) continue;
            candidates.add(
                    new Selection.Candidate(
                            card.get().agent(),
                            fit.regard().factor(),
                            fit.regard().evidence(),
                            load(card.get(), entry.address(), fit)));
        }
        return candidates;
    }

    /** What this agent has asked it for, for its speed, and how its machine is loaded. */
    private double load(Card card, String address, Fitness fit) {
        double machine = Math.max(0, card.vitals().load());
        return underWay.getOrDefault(address, 0) / fit.speed() + machine;
    }

    private Optional<Pick> pick(
            Piece piece,
            Map<Integer, Directory.Entry> open,
            Selection.Chosen chosen,
            List<Selection.Candidate> candidates) {
        return open.entrySet().stream()
                .filter(home -> agent(home.getValue()).equals(Optional.of(chosen.agent())))
                .findFirst()
                .map(home ->
                        pick(
                                piece,
                                home.getKey(),
                                Optional.of(home.getValue()),
                                chosen.explored(),
                                Pick.considered(candidates, chosen.agent())));
    }

    /** The lowest salt that was not used, wherever that leads. */
    private Pick next(Piece piece, Set<Integer> used, Map<Integer, Directory.Entry> homes) {
        int salt = 0;
        while (used.contains(salt)) salt++;
        return pick(piece, salt, Optional.ofNullable(homes.get(salt)), false, List.of());
    }

    private Pick pick(
            Piece piece,
            int salt,
            Optional<Directory.Entry> home,
            boolean explored,
            List<Pick.Considered> considered) {
        double perSecond =
                piece.trade() == Capability.EMBED
                        ? home.flatMap(Directory.Entry::card)
                                .map(card -> card.vitals().textsPerSecond())
                                .orElse(0.0)
                        : 0;
        return new Pick(
                piece.trade(),
                piece.size(),
                salt,
                home.map(Directory.Entry::address),
                home.flatMap(WorkPicker::agent),
                explored,
                considered,
                pace.expected(piece.trade(), piece.size(), perSecond));
    }

    private static Optional<AgentId> agent(Directory.Entry entry) {
        return entry.card().map(Card::agent);
    }
}
