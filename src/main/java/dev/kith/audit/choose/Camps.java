package dev.kith.audit.choose;

import dev.kith.audit.compare.Agreement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who agrees with whom, counted by owner: two agents of one owner are one voice. */
final class Camps {
    private final Agreement agreement;

    Camps(Agreement agreement) {
        this.agreement = agreement;
    }

    boolean agree(Claim one, Claim other) {
        return agreement
                .compare(
                        one.vector().components(),
                        one.numbers(),
                        other.vector().components(),
                        other.numbers())
                .agree();
    }

    /** Owners that agree with this claim, its own among them. */
    Set<String> behind(Claim claim, List<Claim> claims) {
        var owners = new HashSet<String>();
        for (Claim other : claims) {
            if (agree(claim, other)) owners.add(other.owner());
        }
        return owners;
    }

    static int owners(List<Claim> claims) {
        return (int) claims.stream().map(Claim::owner).distinct().count();
    }
}
