package dev.kith.task.court;

import dev.kith.model.AgentId;
import java.util.Set;

/** Convicts agents without a trial. */
public final class Convicting {
    private Convicting() {}

    /** These are convicted. */
    public static Convictions of(AgentId... agents) {
        var convictions = new Convictions();
        convictions.set(Set.of(agents));
        return convictions;
    }
}
