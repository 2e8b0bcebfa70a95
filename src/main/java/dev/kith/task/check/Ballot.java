package dev.kith.task.check;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.choose.Acceptance;
import dev.kith.audit.choose.Claim;
import dev.kith.audit.choose.Ruling;
import dev.kith.audit.choose.TieBreak;
import dev.kith.audit.choose.Verify;
import dev.kith.audit.compare.Agreement;
import dev.kith.model.AgentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What follows from what several agents say of one result, where this one cannot compute it. Owners
 * have one voice each; where all owners that there are have spoken and that decides nothing, each
 * agent has one: a network of a single owner is checked too. A quorum always is of owners.
 */
final class Ballot {
    private final TieBreak tieBreak;
    private final Acceptance acceptance;

    Ballot(AuditSettings settings) {
        var agreement = new Agreement(settings.tolerances());
        this.tieBreak = new TieBreak(settings.auditors(), agreement);
        this.acceptance = new Acceptance(settings.auditors(), agreement);
    }

    /** What follows. */
    sealed interface Finding {}

    /** Nothing yet: another agent has to be asked. */
    record AskAnother() implements Finding {}

    /** Nothing, however many are asked. */
    record Undecided() implements Finding {}

    /**
     * It is known who is right.
     *
     * @param wrong who is not, and the first chunk that shows it, counted from 0 among those that
     *     were looked at
     */
    record Settled(Map<AgentId, Integer> wrong) implements Finding {
        Settled {
            wrong = Map.copyOf(wrong);
        }
    }

    /**
     * Counts.
     *
     * @param chunks what everybody says of each chunk
     * @param another whether an agent of another owner can still be asked
     */
    Finding count(Verify verify, List<List<Claim>> chunks, boolean another) {
        Finding byOwner = count(verify, chunks);
        return switch (byOwner) {
            case Settled _ -> byOwner;
            case AskAnother _ when another || verify instanceof Verify.Quorum -> byOwner;
            case Undecided _ when verify instanceof Verify.Quorum -> byOwner;
            case AskAnother _, Undecided _ ->
                    count(verify, chunks.stream().map(Ballot::apart).toList());
        };
    }

    private Finding count(Verify verify, List<List<Claim>> chunks) {
        Map<AgentId, Integer> wrong = new LinkedHashMap<>();
        for (int i = 0; i < chunks.size(); i++) {
            List<Claim> claims = chunks.get(i);
            Ruling ruling =
                    verify instanceof Verify.Quorum
                            ? acceptance.judge(verify, claims)
                            : tieBreak.rule(claims);
            switch (ruling) {
                case Ruling.AskAnother _ -> {
                    return new AskAnother();
                }
                case Ruling.Open _ -> {
                    return new Undecided();
                }
                case Ruling.Known(_, var elsewhere, _) -> {
                    for (AgentId agent : elsewhere) wrong.putIfAbsent(agent, i);
                }
            }
        }
        return new Settled(wrong);
    }

    private static List<Claim> apart(List<Claim> claims) {
        return claims.stream()
                .map(c -> new Claim(c.agent(), c.agent().did(), c.numbers(), c.vector()))
                .toList();
    }
}
