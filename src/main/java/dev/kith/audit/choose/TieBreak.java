package dev.kith.audit.choose;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.compare.NumericClass;
import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says who is right when agents differ: whoever agrees with what the asker computes itself; without
 * that, the majority of at least three independent owners, of five at the most.
 *
 * <pre>
 *   own vector there ──► Known, certain
 *   all agree (two or more owners) ──► Known
 *   three or more owners, more than half alike ──► Known
 *   fewer than five asked ──► AskAnother
 *   else ──► Open
 * </pre>
 */
public final class TieBreak {
    private final AuditSettings.Auditors settings;
    private final Camps camps;
    private final Agreement agreement;

    public TieBreak(AuditSettings.Auditors settings, Agreement agreement) {
        this.settings = settings;
        this.agreement = agreement;
        this.camps = new Camps(agreement);
    }

    /**
     * The ruling, by this agent's own computation.
     *
     * @param own what it computed itself
     * @param numbers its own class; a claim of another class is neither right nor wrong
     */
    public Ruling rule(List<Claim> claims, UnitVector own, NumericClass numbers) {
        Set<AgentId> wrong =
                claims.stream()
                        .filter(c -> Agreement.comparable(c.numbers(), numbers))
                        .filter(c ->
                                !agreement
                                        .compare(c.vector().components(), own.components(), numbers)
                                        .agree())
                        .map(Claim::agent)
                        .collect(Collectors.toSet());
        return new Ruling.Known(own, wrong, true);
    }

    /** The ruling by what others say alone. */
    public Ruling rule(List<Claim> claims) {
        int owners = Camps.owners(claims);
        Optional<Claim> leader = claims.stream().filter(c -> leads(c, claims, owners)).findFirst();
        if (leader.isPresent()) return known(leader.get(), claims);
        return claims.size() < settings.issuesMax() ? new Ruling.AskAnother() : new Ruling.Open();
    }

    private boolean leads(Claim claim, List<Claim> claims, int owners) {
        int behind = camps.behind(claim, claims).size();
        return (owners >= 2 && behind == owners) || (owners >= 3 && 2 * behind > owners);
    }

    private Ruling known(Claim leader, List<Claim> claims) {
        Predicate<Claim> same = c -> camps.agree(leader, c);
        Set<AgentId> wrong =
                claims.stream().filter(same.negate()).map(Claim::agent).collect(Collectors.toSet());
        return new Ruling.Known(leader.vector(), wrong, false);
    }
}
