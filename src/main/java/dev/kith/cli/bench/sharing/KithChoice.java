package dev.kith.cli.bench.sharing;

import dev.kith.cli.bench.people.People;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.Circle;
import dev.kith.reputation.Reputation;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.Roster;
import dev.kith.reputation.Score;
import dev.kith.reputation.Selection;
import dev.kith.reputation.Selection.Candidate;
import dev.kith.reputation.WeighedBook;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.book.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How an agent of Kith chooses: the classes that agents use, with the default settings. All peers,
 * liars too, were admitted to the network. Each honest peer has a view of its own. Every rating has
 * a receipt: nobody rates without a transaction.
 */
final class KithChoice implements Choice {
    private static final long NOW = 0;
    private static final Capability TRADE = Capability.EMBED;

    private final ReputationSettings settings;
    private final AuditRule audits;
    private final People people;
    private final Roster roster = new Roster();
    private final List<RatingBook> books = new ArrayList<>();
    private final List<List<Rating>> fresh = new ArrayList<>();
    private final List<Reputation> views = new ArrayList<>();
    private final Candidate[][] candidates;
    private final Set<AgentId> founders = new HashSet<>();
    private final Set<AgentId> banned = new HashSet<>();

    KithChoice(Population population, ReputationSettings settings, AuditRule audits) {
        this.settings = settings;
        this.audits = audits;
        this.people = new People(population.size());
        this.candidates = new Candidate[population.good()][population.size()];
        for (int peer = 0; peer < population.size(); peer++) {
            AgentId id = people.id(peer);
            roster.number(id);
            books.add(RatingBook.empty(id));
            fresh.add(new ArrayList<>());
            if (population.founder(peer)) founders.add(id);
            if (population.good(peer)) views.add(new Reputation(id, roster, settings));
        }
        meet();
    }

    @Override
    public int choose(int asker, List<Integer> responders, SplittableRandom random) {
        List<Candidate> able = new ArrayList<>(responders.size());
        for (int responder : responders) able.add(candidate(asker, responder));
        AgentId chosen = Selection.choose(able, random, settings.selection()).orElseThrow().agent();
        return responders.get(
                IntStream.range(0, able.size())
                        .filter(i -> able.get(i).agent().equals(chosen))
                        .findFirst()
                        .orElseThrow());
    }

    private Candidate candidate(int asker, int responder) {
        Candidate known = candidates[asker][responder];
        if (known != null) return known;
        Score score = views.get(asker).score(people.id(responder), TRADE);
        Candidate made =
                new Candidate(people.id(responder), score.scheduling(1, 0), score.evidence(), 0);
        candidates[asker][responder] = made;
        return made;
    }

    @Override
    public Check check(int asker, int responder, boolean lie, SplittableRandom random) {
        double bound = views.get(asker).score(people.id(responder), TRADE).integrityBound();
        Check check = audits.check(responder, bound, lie, random);
        if (check == Check.PROVEN_WRONG && banned.add(people.id(responder))) meet();
        return check;
    }

    @Override
    public boolean allowed(int responder) {
        return !banned.contains(people.id(responder));
    }

    private void meet() {
        Circle circle = new Circle(founders, Set.copyOf(people.all()), banned);
        views.forEach(view -> view.know(circle));
    }

    @Override
    public void rate(int rater, int subject, boolean praise) {
        fresh.get(rater)
                .add(
                        new Rating(
                                people.id(subject),
                                TRADE,
                                praise ? Verdict.PASS : Verdict.FAIL,
                                EvidenceKind.AUDIT,
                                settings.evidence().chunksFull(),
                                NOW));
    }

    @Override
    public void learn() {
        for (int rater = 0; rater < books.size(); rater++) {
            if (fresh.get(rater).isEmpty()) continue;
            RatingBook book = books.get(rater).with(fresh.get(rater), settings.evidence());
            books.set(rater, book);
            fresh.get(rater).clear();
            WeighedBook weighed = WeighedBook.of(book, roster, settings, NOW);
            views.forEach(view -> view.accept(weighed));
        }
        for (Candidate[] row : candidates) Arrays.fill(row, null);
    }
}
