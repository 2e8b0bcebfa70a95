package dev.kith.task.court;

import dev.kith.audit.evidence.Consequence;
import dev.kith.audit.evidence.Evidence.WrongResult;
import dev.kith.audit.evidence.Opening;
import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was accused, what came of it, and whom that convicts. Pure; for one thread.
 *
 * <pre>
 *   this agent computed it and found otherwise ──► convicted
 *   it computed the same                       ──► the accuser was wrong, and is heard less
 *   it cannot compute it                       ──► convicted once enough others have, none of whom
 *                                                  is accused or convicted itself
 * </pre>
 */
final class Docket {
    /** Accusations without reason after which an accuser is heard no more. */
    private static final int FALSE_MAX = 8;

    private static final int JUDGED_MAX = 10_000;

    private final AgentId self;
    private final int confirmations;
    private final Map<AgentId, Opening> proven = new LinkedHashMap<>();
    private final Map<ContentId, Consequence> judged = new LinkedHashMap<>();
    private final Map<AgentId, Integer> mistaken = new HashMap<>();
    private final Map<AgentId, Testimony> heard = new HashMap<>();
    private final Set<AgentId> plausible = new HashSet<>();

    /**
     * Nothing is known.
     *
     * @param confirmations others that must have computed what this agent cannot
     */
    Docket(AgentId self, int confirmations) {
        this.self = self;
        this.confirmations = confirmations;
    }

    /** What an agent says now, in place of what it said before; what of it is to be judged. */
    List<WrongResult> hear(AgentId reporter, Testimony testimony) {
        heard.put(reporter, testimony);
        var open = new ArrayList<WrongResult>();
        if (mistaken.getOrDefault(reporter, 0) >= FALSE_MAX) return open;
        for (Opening opening : testimony.evidence()) {
            AgentId accused = opening.receipt().agent();
            var evidence = new WrongResult(opening);
            boolean settled =
                    accused.equals(reporter)
                            || proven.containsKey(accused)
                            || judged.containsKey(evidence.proofId());
            if (!settled) open.add(evidence);
        }
        return open;
    }

    /** Whether this has not been judged yet. */
    boolean open(WrongResult evidence) {
        return !judged.containsKey(evidence.proofId()) && !proven.containsKey(evidence.accused());
    }

    /** What was found of it. */
    void judged(AgentId reporter, WrongResult evidence, Consequence consequence) {
        judged.put(evidence.proofId(), consequence);
        if (judged.size() > JUDGED_MAX) {
            var eldest = judged.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        switch (consequence) {
            case NOTHING -> mistaken.merge(reporter, 1, Integer::sum);
            case LESS_TRUST -> plausible.add(evidence.accused());
            case QUARANTINE -> {
                if (!evidence.accused().equals(self)) {
                    proven.put(evidence.accused(), evidence.opening());
                }
            }
        }
    }

    /** What this agent has computed itself and found wrong. */
    Collection<Opening> proven() {
        return proven.values();
    }

    /**
     * Who is convicted. Of itself an agent believes it when enough others do, whatever it thinks of
     * them: its own numbers count for nothing then.
     */
    Set<AgentId> convicted() {
        if (voices(self, Set.of()) >= confirmations) return Set.of(self);
        var convicted = new HashSet<>(proven.keySet());
        for (AgentId suspect : plausible) {
            if (voices(suspect, proven.keySet()) >= confirmations) convicted.add(suspect);
        }
        return convicted;
    }

    private long voices(AgentId against, Set<AgentId> dishonest) {
        return heard.entrySet().stream()
                .filter(says -> !says.getKey().equals(against))
                .filter(says -> !dishonest.contains(says.getKey()))
                .filter(says -> says.getValue().convinced().contains(against))
                .count();
    }
}
