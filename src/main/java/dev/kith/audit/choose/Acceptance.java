package dev.kith.audit.choose;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says whether what has come in for one text suffices for what its collection demands: the first so
 * many owners that agree, of five asked at the most.
 */
public final class Acceptance {
    private final AuditSettings.Auditors settings;
    private final Camps camps;

    public Acceptance(AuditSettings.Auditors settings, Agreement agreement) {
        this.settings = settings;
        this.camps = new Camps(agreement);
    }

    /** The ruling; never certain, because this agent computed nothing itself. */
    public Ruling judge(Verify verify, List<Claim> claims) {
        for (Claim claim : claims) {
            if (camps.behind(claim, claims).size() >= verify.agents()) {
                return new Ruling.Known(
                        claim.vector(),
                        claims.stream()
                                .filter(other -> !camps.agree(claim, other))
                                .map(Claim::agent)
                                .collect(Collectors.toSet()),
                        false);
            }
        }
        return claims.size() < Math.max(settings.issuesMax(), verify.agents())
                ? new Ruling.AskAnother()
                : new Ruling.Open();
    }
}
