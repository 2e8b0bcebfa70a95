package dev.kith.audit;

import dev.kith.audit.commit.Commitment;
import dev.kith.audit.sample.AuditRate;
import dev.kith.audit.sample.Care;
import dev.kith.audit.sample.Sampler;
import dev.kith.audit.sample.Standing;
import dev.kith.model.AgentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * One agent's checks of the others; not thread-safe.
 *
 * <pre>
 *   texts go out ──► vectors and a commitment come back
 *   canaryShare(author) ──► now and then a batch goes out too whose vectors are known
 *   draw(author, commitment) ──► the drawn chunks go to an auditor
 *       alike     ──► passed
 *       different ──► who is right? (choose.TieBreak) ──► failed(who was wrong)
 * </pre>
 */
public final class Audit {
    private final AuditSettings settings;
    private final AuditRate rate;
    private final Sampler sampler;
    private final RandomGenerator random;
    private final Map<Subject, Standing> standings = new LinkedHashMap<>(16, 0.75f, true);

    /** Whoever can foresee {@code random} can cheat: it must be a secure one outside tests. */
    public Audit(AuditSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.rate = new AuditRate(settings.sampling());
        this.sampler = new Sampler(random);
        this.random = random;
    }

    private record Subject(AgentId agent, String model) {}

    /** How the agent stood its checks with this model. */
    public Standing standing(AgentId agent, String model) {
        return standings.getOrDefault(new Subject(agent, model), Standing.NEW);
    }

    /** Probability that a chunk of this author is checked, in (0, 1]. */
    public double rate(Author author, Care care, long now) {
        return rate.of(
                standing(author.agent(), author.model()),
                author.trust(),
                care,
                author.watched(),
                now);
    }

    /**
     * Texts of canaries that the author is given for each text of its work: the most for one whose
     * work is all checked, fewer while it is checked more than the least, and a few for ever after.
     */
    public double canaryShare(Author author, Care care, long now) {
        var canaries = settings.canaries();
        double q = rate(author, care, now);
        double perBatch =
                q >= 1
                        ? canaries.batchMax()
                        : Math.min(1, canaries.batchMax())
                                * (q > settings.sampling().trustedFloor()
                                        ? 1
                                        : canaries.trustedShare());
        return perBatch / canaries.workTexts();
    }

    /**
     * What is checked of a committed batch; drawn only now, so that nobody could prepare for it.
     */
    public Draw draw(Author author, Commitment committed, Care care, long now) {
        double q = rate(author, care, now);
        double own = Math.min(1, settings.sampling().localShare() / q);
        var byAuditor = new ArrayList<Integer>();
        var byUs = new ArrayList<Integer>();
        for (int chunk : sampler.draw(committed, q)) {
            (random.nextDouble() < own ? byUs : byAuditor).add(chunk);
        }
        return new Draw(byAuditor, byUs);
    }

    /** So many chunks, or canaries, were checked and are right. */
    public void passed(AgentId agent, String model, int chunks) {
        if (chunks > 0) stands(agent, model, s -> s.passed(chunks));
    }

    /**
     * An answer came much later than expected: more of the author's work is checked for a while.
     */
    public void late(AgentId agent, String model, long now) {
        stands(agent, model, s -> s.late(now + settings.sampling().lateBoost().toMillis()));
    }

    /** A chunk was wrong, and that is proven. */
    public void failed(AgentId agent, String model) {
        stands(agent, model, s -> s.failed(settings.sampling().doubtAudits()));
    }

    /** How everybody stands, to be kept. */
    public AuditPage page() {
        return new AuditPage(
                standings.entrySet().stream()
                        .map(e ->
                                AuditPage.Stood.of(
                                        e.getKey().agent, e.getKey().model, e.getValue()))
                        .toList());
    }

    /** What was kept before this began counts as if it had been seen since. */
    public void recall(AuditPage page) {
        page.standings().forEach(stood -> stands(stood.id(), stood.model(), _ -> stood.standing()));
    }

    private void stands(AgentId agent, String model, UnaryOperator<Standing> next) {
        var subject = new Subject(agent, model);
        standings.put(subject, next.apply(standings.getOrDefault(subject, Standing.NEW)));
        if (standings.size() > settings.memory().agentsMax()) {
            var eldest = standings.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }
}
