package dev.kith.reputation;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.book.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A handful of agents and what they say of each other; time stands still unless it is moved. */
public final class Raters {
    public static final ReputationSettings SETTINGS = ReputationSettings.standard();
    public static final Capability TRADE = Capability.EMBED;
    public static final long START = Duration.ofDays(1000).toMillis();

    private static final List<Verdict> VERDICTS = List.of(Verdict.values());

    private final Map<AgentId, List<Rating>> ratings = new TreeMap<>();
    private final Roster roster = new Roster();
    private final Set<AgentId> unshown = new HashSet<>();
    private Circle circle = Circle.NOBODY;
    private long now = START;

    /** Any number makes an agent; 0 is the evaluator. */
    public static AgentId agent(int number) {
        return new AgentId(String.format(Locale.ROOT, "did:key:z6Mk%08d", number));
    }

    /** One of the four verdicts. */
    public static Verdict verdict(RandomGenerator random) {
        return VERDICTS.get(random.nextInt(VERDICTS.size()));
    }

    /** A rating of full weight. */
    public static Rating rating(int subject, Verdict verdict, long time) {
        return new Rating(
                agent(subject),
                TRADE,
                verdict,
                EvidenceKind.AUDIT,
                SETTINGS.evidence().chunksFull(),
                time);
    }

    Raters says(int rater, int subject, Verdict verdict, int times) {
        for (int i = 0; i < times; i++) says(rater, rating(subject, verdict, now));
        return this;
    }

    Raters says(int rater, Rating rating) {
        ratings.computeIfAbsent(agent(rater), _ -> new ArrayList<>()).add(rating);
        return this;
    }

    Raters know(Circle known) {
        circle = known;
        return this;
    }

    Raters after(Duration time) {
        now += time.toMillis();
        return this;
    }

    long now() {
        return now;
    }

    /** What this rater says of wrong results is its word alone. */
    Raters showsNothing(int rater) {
        unshown.add(agent(rater));
        return this;
    }

    List<WeighedBook> books() {
        return ratings.entrySet().stream()
                .map(entry ->
                        RatingBook.empty(entry.getKey())
                                .with(entry.getValue(), SETTINGS.evidence()))
                .map(book ->
                        WeighedBook.of(
                                book, roster, SETTINGS, now, _ -> !unshown.contains(book.rater())))
                .toList();
    }

    /** What agent 0 believes. */
    Reputation reputation() {
        Reputation reputation = new Reputation(agent(0), roster, SETTINGS);
        books().forEach(reputation::accept);
        reputation.know(circle);
        return reputation;
    }

    Score score(int subject) {
        return reputation().score(agent(subject), TRADE);
    }

    Roster roster() {
        return roster;
    }
}
