package dev.kith.cli.bench.trust;

import dev.kith.cli.bench.people.People;
import dev.kith.model.Capability;
import dev.kith.reputation.Circle;
import dev.kith.reputation.Reputation;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.Roster;
import dev.kith.reputation.WeighedBook;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.book.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an agent of Kith believes: the classes that agents use, with the default settings. All
 * peers, liars too, were admitted to the network; nobody founded it.
 */
final class KithTrust implements TrustMetric {
    private static final long NOW = 0;
    private static final Capability TRADE = Capability.EMBED;

    private final ReputationSettings settings;
    private final People people;
    private final Roster roster = new Roster();
    private final List<WeighedBook> books = new ArrayList<>();

    KithTrust(Community community, ReputationSettings settings) {
        this.settings = settings;
        this.people = new People(community.peers());
        people.all().forEach(roster::number);
        for (int rater = 0; rater < community.peers(); rater++) {
            RatingBook book =
                    RatingBook.empty(people.id(rater))
                            .with(ratings(community, rater), settings.evidence());
            books.add(WeighedBook.of(book, roster, settings, NOW));
        }
    }

    private List<Rating> ratings(Community community, int rater) {
        List<Rating> ratings = new ArrayList<>();
        for (int subject = 0; subject < community.peers(); subject++) {
            int praises = community.praises(rater, subject);
            for (int i = 0; i < community.count(rater, subject); i++) {
                ratings.add(
                        new Rating(
                                people.id(subject),
                                TRADE,
                                i < praises ? Verdict.PASS : Verdict.FAIL,
                                EvidenceKind.AUDIT,
                                settings.evidence().chunksFull(),
                                NOW));
            }
        }
        return ratings;
    }

    @Override
    public double[] trust(int evaluator) {
        Reputation reputation = new Reputation(people.id(evaluator), roster, settings);
        reputation.know(new Circle(Set.of(), Set.copyOf(people.all()), Set.of()));
        books.forEach(reputation::accept);
        double[] trust = new double[books.size()];
        for (int subject = 0; subject < trust.length; subject++) {
            trust[subject] = reputation.score(people.id(subject), TRADE).trust();
        }
        return trust;
    }
}
