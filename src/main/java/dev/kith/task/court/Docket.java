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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was accused, what came of it, and whom that convicts. Pure; for one thread.
 *
 * <pre>
 *   this agent computed it and found otherwise ──► convicted
 *   it computed the same                       ──► the accuser was wrong, and is heard less
 *   it cannot compute it                       ──► convicted once members of enough owners have
 * </pre>
 *
 * Two agents of one owner are one voice; where there are fewer owners than it takes, and all of
 * them have spoken, each agent has one. No voice has who is no member, is proven dishonest, or has
 * accused without reason too often; and voices convict nobody of whom no signed result was shown.
 */
final class Docket {
    /** Accusations without reason after which an accuser is heard no more. */
    private static final int FALSE_MAX = 8;

    private final AgentId self;
    private final int confirmations;
    private final int judgedMax;
    private final Members members;
    private final Predicate<AgentId> dishonest;
    private final Map<AgentId, Opening> proven = new LinkedHashMap<>();
    private final Map<ContentId, Consequence> judged = new LinkedHashMap<>();
    private final Map<AgentId, Integer> mistaken = new LinkedHashMap<>();
    private final Map<AgentId, Testimony> heard = new HashMap<>();
    private final Set<AgentId> plausible = new HashSet<>();

    /**
     * Nothing is known.
     *
     * @param confirmations owners whose agents must have computed what this agent cannot
     * @param judgedMax accusations that are remembered, and agents that made some without reason
     * @param members whose words count
     * @param dishonest who is proven so by what it signed
     */
    Docket(
            AgentId self,
            int confirmations,
            int judgedMax,
            Members members,
            Predicate<AgentId> dishonest) {
        this.members = members;
        this.dishonest = dishonest;
        this.self = self;
        this.confirmations = confirmations;
        this.judgedMax = judgedMax;
    }

    /** What is to be kept over a restart; what is proven is kept elsewhere, with its evidence. */
    DocketPage page() {
        Map<String, Integer> counts = new HashMap<>();
        mistaken.forEach((agent, times) -> counts.put(agent.did(), times));
        return new DocketPage(
                judged.entrySet().stream()
                        .filter(one -> one.getValue() == Consequence.NOTHING)
                        .map(one -> one.getKey().cid())
                        .toList(),
                counts);
    }

    /** What was kept before this began. */
    void recall(DocketPage page) {
        page.unfounded().forEach(proof -> note(new ContentId(proof), Consequence.NOTHING));
        page.mistaken().forEach((did, times) -> mistaken.put(new AgentId(did), times));
        forget(mistaken);
    }

    private void note(ContentId proof, Consequence consequence) {
        judged.put(proof, consequence);
        forget(judged);
    }

    private void forget(Map<?, ?> eldestFirst) {
        while (eldestFirst.size() > judgedMax) {
            var eldest = eldestFirst.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** What an agent says now, in place of what it said before; what of it is to be judged. */
    List<WrongResult> hear(AgentId reporter, Testimony testimony) {
        heard.put(reporter, testimony);
        var open = new ArrayList<WrongResult>();
        if (isTiresome(reporter)) return open;
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

    private boolean isTiresome(AgentId reporter) {
        return mistaken.getOrDefault(reporter, 0) >= FALSE_MAX;
    }

    /** Whether this has not been judged yet. */
    boolean open(WrongResult evidence) {
        return !judged.containsKey(evidence.proofId()) && !proven.containsKey(evidence.accused());
    }

    /** What was found of it. */
    void judged(AgentId reporter, WrongResult evidence, Consequence consequence) {
        note(evidence.proofId(), consequence);
        switch (consequence) {
            case NOTHING -> {
                mistaken.merge(reporter, 1, Integer::sum);
                forget(mistaken);
            }
            case LESS_TRUST -> plausible.add(evidence.accused());
            case QUARANTINE -> {
                if (!evidence.accused().equals(self)) {
                    proven.put(evidence.accused(), evidence.opening());
                }
            }
        }
    }

    /**
     * Of whom each agent has shown a result that is signed and that this agent has not computed to
     * be right.
     */
    Map<AgentId, Set<AgentId>> shown() {
        Map<AgentId, Set<AgentId>> shown = new HashMap<>();
        heard.forEach((reporter, says) -> {
            Set<AgentId> accused =
                    says.evidence().stream()
                            .map(WrongResult::new)
                            .filter(this::stands)
                            .map(WrongResult::accused)
                            .collect(Collectors.toUnmodifiableSet());
            if (!accused.isEmpty()) shown.put(reporter, accused);
        });
        return shown;
    }

    private boolean stands(WrongResult evidence) {
        Consequence found = judged.get(evidence.proofId());
        return found == null
                ? proven.containsKey(evidence.accused())
                : found != Consequence.NOTHING;
    }

    /** What this agent has computed itself and found wrong. */
    Collection<Opening> proven() {
        return proven.values();
    }

    /**
     * Who is convicted. Of itself an agent believes it when enough others do, whatever it thinks of
     * them: its own numbers count for nothing then, and of the others it believes what it would if
     * it had none.
     */
    Set<AgentId> convicted() {
        boolean doubtsItself = plausible.contains(self) && isBelieved(self, Set.of());
        Set<AgentId> certain = doubtsItself ? Set.of() : proven.keySet();
        var convicted = new HashSet<>(certain);
        if (doubtsItself) convicted.add(self);
        var suspects = new HashSet<>(plausible);
        suspects.addAll(proven.keySet());
        suspects.remove(self);
        for (AgentId suspect : suspects) {
            if (isBelieved(suspect, certain)) convicted.add(suspect);
        }
        return convicted;
    }

    private boolean isBelieved(AgentId against, Set<AgentId> liars) {
        Set<AgentId> convinced =
                heard.entrySet().stream()
                        .filter(says -> says.getValue().convinced().contains(against))
                        .map(Map.Entry::getKey)
                        .filter(agent -> !agent.equals(against))
                        .filter(agent -> counts(agent, liars))
                        .collect(Collectors.toSet());
        Set<String> spoken = members.owners(convinced);
        if (spoken.size() >= confirmations) return true;
        Set<AgentId> others =
                members.here().stream()
                        .filter(agent -> !agent.equals(against))
                        .filter(agent -> counts(agent, liars))
                        .collect(Collectors.toSet());
        return convinced.size() >= confirmations && spoken.containsAll(members.owners(others));
    }

    private boolean counts(AgentId agent, Set<AgentId> liars) {
        return members.know(agent)
                && !liars.contains(agent)
                && !dishonest.test(agent)
                && !isTiresome(agent);
    }
}
