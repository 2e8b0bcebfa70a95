package dev.kith.audit.choose;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Chooses who checks a result: anyone trusted, of another owner and another failure domain than the
 * author and whoever was asked before, with comparable numbers; each of them equally likely, and
 * nothing that the author says changes it. To the auditor it is a task like any other.
 */
public final class AuditorChoice {
    private final AuditSettings.Auditors settings;
    private final RandomGenerator random;

    public AuditorChoice(AuditSettings.Auditors settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * An auditor, or empty where nobody qualifies: then the asker computes it itself, if it can.
     *
     * @param involved the author first, then everybody who was asked about this chunk already
     * @param live everybody who could
     */
    public Optional<Candidate> choose(List<Candidate> involved, Collection<Candidate> live) {
        return any(independent(involved, live).filter(c -> c.trust() >= settings.trustMin()));
    }

    /**
     * An auditor for an asker that cannot compute it itself: whom {@link #choose} would take; where
     * there is none, anyone independent, trusted or not; at last anyone who was not asked yet.
     *
     * @param strict whether only the independent will do
     */
    public Optional<Candidate> nearest(
            List<Candidate> involved, Collection<Candidate> live, boolean strict) {
        return choose(involved, live)
                .or(() -> any(independent(involved, live)))
                .or(() -> strict ? Optional.empty() : any(others(involved, live)));
    }

    /** Those who could check this and have nothing to do with anyone involved. */
    public static Stream<Candidate> independent(
            List<Candidate> involved, Collection<Candidate> live) {
        return others(involved, live).filter(c -> involved.stream().allMatch(c::independentOf));
    }

    private static Stream<Candidate> others(List<Candidate> involved, Collection<Candidate> live) {
        if (involved.isEmpty()) throw new IllegalArgumentException("an audit of nobody");
        Candidate author = involved.getFirst();
        return live.stream()
                .filter(c -> Agreement.comparable(c.numbers(), author.numbers()))
                .filter(c -> involved.stream().noneMatch(one -> one.agent().equals(c.agent())));
    }

    private Optional<Candidate> any(Stream<Candidate> candidates) {
        List<Candidate> eligible =
                candidates.sorted(Comparator.comparing(Candidate::agent)).toList();
        if (eligible.isEmpty()) return Optional.empty();
        return Optional.of(eligible.get(random.nextInt(eligible.size())));
    }
}
