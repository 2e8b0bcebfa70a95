package dev.kith.task.court;

import dev.kith.model.AgentId;
import dev.kith.registry.Card;
import dev.kith.registry.Directory;
import java.util.Set;
import org.slf4j.Logger;

/** Says in the log what came of accusations, and what to do about it. */
final class Herald {
    private final AgentId self;
    private final Directory directory;
    private final Logger log;

    Herald(AgentId self, Directory directory, Logger log) {
        this.self = self;
        this.directory = directory;
        this.log = log;
    }

    /** What was accused is right, or was never said. */
    void unfounded(AgentId reporter, AgentId accused) {
        log.warn(
                "{} accuses {} of a wrong vector, but it is right or not its own; nothing follows",
                name(reporter),
                name(accused));
    }

    /**
     * These are convicted now.
     *
     * @param before who was already
     */
    void convicted(Set<AgentId> before, Set<AgentId> now, String how) {
        for (AgentId agent : now) {
            if (before.contains(agent)) continue;
            if (agent.equals(self)) {
                warnOfSelf();
            } else {
                log.warn(
                        "{} has computed wrong vectors ({}) and is quarantined: it gets no work,"
                                + " and what it computed is computed again; look at that machine,"
                                + " then let it join under a new identity",
                        name(agent),
                        how);
            }
        }
    }

    private void warnOfSelf() {
        log.error(
                "others have proven that this agent computed wrong vectors, and give it no work:"
                        + " check its model files and its memory, then let it join under a new"
                        + " identity");
    }

    private String name(AgentId agent) {
        if (agent.equals(self)) return "this agent";
        return directory.agents().stream()
                .flatMap(entry -> entry.card().stream())
                .filter(card -> card.agent().equals(agent))
                .findFirst()
                .map(Card::name)
                .orElse(agent.shortForm());
    }
}
