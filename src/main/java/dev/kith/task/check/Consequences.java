package dev.kith.task.check;

import dev.kith.audit.Audit;
import dev.kith.audit.evidence.Opening;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.Verdict;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from a check for those who computed: their standing, a rating, an accusation; and
 * what the task is told. Only for its own inspector.
 */
final class Consequences {
    private static final Logger LOG = LoggerFactory.getLogger(Consequences.class);

    private final CheckMeans means;
    private final Audit audit;

    Consequences(CheckMeans means, Audit audit) {
        this.means = means;
        this.audit = audit;
    }

    /** Everything drawn is right. */
    void pass(Case open) {
        stood(open);
        open.told().accept(Optional.empty());
    }

    /** This part of what was drawn is right; of the rest nothing is known yet. */
    void stood(Case part) {
        audit.passed(part.found().author(), part.found().receipt().model(), part.drawn().size());
        rate(part.found().author(), Verdict.PASS, EvidenceKind.AUDIT, part.drawn().size());
    }

    /**
     * This agent has computed it otherwise.
     *
     * @param index the chunk that is wrong
     */
    void proven(Case open, int index) {
        Found found = open.found();
        audit.failed(found.author(), found.receipt().model());
        rate(found.author(), Verdict.FAIL, EvidenceKind.AUDIT, open.drawn().size());
        means.people().accuse().of(found.open(index), true);
        open.told().accept(Optional.of(wrong("%s computed a wrong vector", found.author())));
    }

    /**
     * Others have decided.
     *
     * @param wrong who is wrong, and the first of the drawn chunks that shows it
     */
    void settled(Case open, Map<AgentId, Integer> wrong) {
        wrong.forEach((agent, at) -> outvoted(open, agent, at));
        open.opinions().stream()
                .map(SecondOpinion.Opinion::agent)
                .filter(agent -> !wrong.containsKey(agent))
                .forEach(agent -> worked(agent, open.drawn().size()));
        AgentId author = open.found().author();
        if (wrong.containsKey(author)) {
            open.told().accept(Optional.of(wrong("others say that %s is wrong", author)));
        } else {
            pass(open);
        }
    }

    /** Nobody is punished on hearsay: whoever can compute it will. */
    private void outvoted(Case open, AgentId agent, int at) {
        rate(agent, Verdict.FAIL, EvidenceKind.QUORUM, open.drawn().size());
        if (agent.equals(open.found().author())) {
            audit.failed(agent, open.found().receipt().model());
            means.people().accuse().of(open.found().open(open.drawn().get(at)), false);
        }
        open.opinions().stream()
                .filter(opinion -> opinion.agent().equals(agent))
                .map(o -> Opening.of(o.receipt(), open.texts(), o.vectors(), at))
                .forEach(opening -> means.people().accuse().of(opening, false));
    }

    /** An agent was given what is known already, and has answered. */
    void probed(Canaries.Given given, Canaries.Answer answer) {
        AgentId agent = given.receiver();
        int texts = given.canary().size();
        boolean right = answer.wrong().isEmpty();
        LOG.debug("{} was given {} known texts: {}", agent, texts, right ? "right" : "wrong");
        if (right) {
            audit.passed(agent, given.model(), texts);
            rate(agent, Verdict.PASS, EvidenceKind.RINGER, texts);
            return;
        }
        audit.failed(agent, given.model());
        rate(agent, Verdict.FAIL, EvidenceKind.RINGER, texts);
        boolean certain = given.canary().certain() && means.own().compares(answer.receipt());
        answer.wrong().ifPresent(opening -> means.people().accuse().of(opening, certain));
    }

    /** Nothing is stored, and nobody is blamed. */
    static void undecided(Case open, String why) {
        String detail = why + ", so that nothing is stored; it is tried again";
        var failure = new Failure(Failure.Code.NO_CAPABLE_AGENT, detail);
        open.told().accept(Optional.of(failure));
    }

    /** To check is worth what is checked (see {@link dev.kith.reputation.karma.Tariff}). */
    private void worked(AgentId auditor, int chunks) {
        means.people().work().worked(auditor, Capability.EMBED, chunks, now());
    }

    private void rate(AgentId agent, Verdict verdict, EvidenceKind kind, int chunks) {
        if (agent.equals(means.self())) return;
        means.people()
                .trust()
                .rate(new Rating(agent, Capability.EMBED, verdict, kind, chunks, now()));
    }

    static Failure wrong(String what, AgentId agent) {
        String detail = what.formatted(agent.shortForm()) + "; another agent is asked";
        return new Failure(Failure.Code.CORRUPT_DATA, detail);
    }

    private long now() {
        return means.clock().millis();
    }
}
