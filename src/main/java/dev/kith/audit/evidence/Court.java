package dev.kith.audit.evidence;

import dev.kith.audit.evidence.Evidence.ConflictingResults;
import dev.kith.audit.evidence.Evidence.Equivocation;
import dev.kith.audit.evidence.Evidence.OutvotedResult;
import dev.kith.audit.evidence.Evidence.Statements;
import dev.kith.audit.evidence.Evidence.WrongResult;
import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from evidence: a function of the evidence and of what this agent can check, so that
 * every agent comes to the same without a vote.
 *
 * <p>Nobody is punished on hearsay: a wrong result counts as proven only where this agent computes
 * the text itself and comes to another vector; an outvoted one, where it does, or where two quorums
 * without a common member say so.
 */
public final class Court {
    private final Witness witness;

    public Court(Witness witness) {
        this.witness = witness;
    }

    /** What follows from one piece. */
    public Consequence judge(Evidence evidence) {
        boolean holds =
                switch (evidence) {
                    case Equivocation(var accused, var one, var other) ->
                            equivocated(accused, one, other);
                    case ConflictingResults conflict -> conflicting(conflict);
                    case WrongResult(var opening) -> sound(opening);
                    case OutvotedResult outvoted -> outvoted(outvoted);
                    case Statements(var kind, var accused, var contents) ->
                            witness.holds(kind, accused, contents);
                };
        if (!holds) return Consequence.NOTHING;
        return switch (evidence) {
            case WrongResult(var opening) -> recomputed(opening);
            case OutvotedResult(var opening, _) -> recomputed(opening);
            case Equivocation _, ConflictingResults _, Statements _ ->
                    evidence.kind().objective() ? Consequence.QUARANTINE : Consequence.LESS_TRUST;
        };
    }

    /** What follows from all that is known of one agent. */
    public Consequence judge(AgentId accused, List<Evidence> known) {
        var worst = Consequence.NOTHING;
        var quorums = new ArrayList<Set<AgentId>>();
        var seen = new HashSet<>();
        for (Evidence evidence : known) {
            if (!evidence.accused().equals(accused) || !seen.add(evidence.proofId())) continue;
            Consequence one = judge(evidence);
            if (one.compareTo(worst) > 0) worst = one;
            if (one != Consequence.NOTHING && evidence instanceof OutvotedResult outvoted) {
                quorums.add(outvoted.quorum());
            }
        }
        return twoDisjoint(quorums) ? Consequence.QUARANTINE : worst;
    }

    private static boolean twoDisjoint(List<Set<AgentId>> quorums) {
        for (int i = 0; i < quorums.size(); i++) {
            for (int j = i + 1; j < quorums.size(); j++) {
                if (Collections.disjoint(quorums.get(i), quorums.get(j))) return true;
            }
        }
        return false;
    }

    private boolean equivocated(AgentId accused, String one, String other) {
        Optional<Witness.Statement> first = witness.statement(one);
        Optional<Witness.Statement> second = witness.statement(other);
        if (first.isEmpty() || second.isEmpty()) return false;
        var a = first.get();
        var b = second.get();
        return a.author().equals(accused)
                && b.author().equals(accused)
                && a.epoch() == b.epoch()
                && a.version() == b.version()
                && !a.content().equals(b.content());
    }

    private boolean conflicting(ConflictingResults conflict) {
        var one = conflict.one();
        var other = conflict.other();
        return one.agent().equals(other.agent())
                && one.model().equals(other.model())
                && one.input().equals(other.input())
                && !one.output().equals(other.output())
                && witness.exact(one.model())
                && witness.signed(one)
                && witness.signed(other);
    }

    private boolean sound(Opening opening) {
        return opening.matches() && witness.signed(opening.receipt());
    }

    /** At least three others, each laid open, all elsewhere than the accused for that text. */
    private boolean outvoted(OutvotedResult outvoted) {
        if (!sound(outvoted.opening())) return false;
        var accused = outvoted.opening();
        var against = new HashSet<AgentId>();
        for (Opening other : outvoted.others()) {
            boolean fair =
                    other.text().equals(accused.text())
                            && !other.receipt().agent().equals(accused.receipt().agent())
                            && other.receipt().model().equals(accused.receipt().model())
                            && sound(other);
            if (!fair) return false;
            if (alike(accused, other)) return false;
            against.add(other.receipt().agent());
        }
        return against.size() >= OutvotedResult.OTHERS_MIN;
    }

    private boolean alike(Opening accused, Opening other) {
        Optional<UnitVector> theirs = accused.unit();
        Optional<UnitVector> ours = other.unit();
        return theirs.isPresent()
                && ours.isPresent()
                && witness.agrees(accused.receipt(), theirs.get(), ours.get());
    }

    private Consequence recomputed(Opening opening) {
        Optional<UnitVector> ours = witness.vector(opening.receipt(), opening.text());
        if (ours.isEmpty()) return Consequence.LESS_TRUST;
        return opening.unit()
                        .filter(theirs -> witness.agrees(opening.receipt(), theirs, ours.get()))
                        .isPresent()
                ? Consequence.NOTHING
                : Consequence.QUARANTINE;
    }
}
