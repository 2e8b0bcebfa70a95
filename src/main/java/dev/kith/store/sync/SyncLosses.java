package dev.kith.store.sync;

import dev.kith.model.DocumentKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds out of which documents nobody has what is missing here. Pure, but not thread-safe.
 *
 * <p>They are <i>lost</i> to those that are here once each other copy was gone through, a few times
 * over, since others may just then be repaired from this one. Whoever is away may still have them;
 * so they are <i>forsaken</i> only after as long as one waits for anybody who is away.
 */
final class SyncLosses {
    /** Comparisons that bring nothing before it is believed that nobody who is here has it. */
    private static final int FRUITLESS = 3;

    /**
     * What is missing.
     *
     * @param lost documents that nobody who is here has whole
     * @param forsaken those of them that are not waited for any more
     */
    record Losses(Set<DocumentKey> lost, Set<DocumentKey> forsaken) {}

    /**
     * How one comparison went.
     *
     * @param complete whether every copy that is here answered
     * @param here agents that answered
     * @param met those of them that were gone through
     */
    record Comparison(boolean complete, Set<String> here, Set<String> met) {
        /** One that says nothing. */
        static final Comparison NONE = new Comparison(false, Set.of(), Set.of());

        Comparison {
            here = Set.copyOf(here);
            met = Set.copyOf(met);
        }
    }

    /** What came of looking for one document. */
    private static final class Quest {
        private final long since;
        private final Map<String, Integer> met = new HashMap<>();
        private int complete;
        private boolean vain;

        /** It begins, milliseconds since 1970. */
        Quest(long since) {
            this.since = since;
        }

        /** One in which not all were gone through counts for those that were. */
        void after(Comparison comparison) {
            for (String agent : comparison.met()) met.merge(agent, 1, Integer::sum);
            if (!comparison.complete()) return;
            complete++;
            vain |=
                    complete >= FRUITLESS
                            && comparison.here().stream()
                                    .allMatch(agent -> met.getOrDefault(agent, 0) >= FRUITLESS);
        }
    }

    private final Map<DocumentKey, Quest> quests = new HashMap<>();
    private final long patienceMillis;

    /** Nothing is known to be missing; whoever is away is waited for so long. */
    SyncLosses(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    /**
     * A comparison is over.
     *
     * @param torn documents of which parts are missing now
     * @param known those of them that are known to be lost; where one is not any more, something
     *     new is known of it, and looking for it begins again
     * @param now milliseconds since 1970
     */
    Losses over(Comparison comparison, Set<DocumentKey> torn, Set<DocumentKey> known, long now) {
        quests.keySet().retainAll(torn);
        quests.entrySet().removeIf(e -> e.getValue().vain && !known.contains(e.getKey()));
        // Of what was not torn when this one began, it says nothing.
        quests.values().forEach(quest -> quest.after(comparison));
        var lost = new HashSet<DocumentKey>();
        var forsaken = new HashSet<DocumentKey>();
        for (DocumentKey key : torn) {
            Quest quest = quests.computeIfAbsent(key, _ -> new Quest(now));
            if (!quest.vain) continue;
            lost.add(key);
            if (now - quest.since >= patienceMillis) forsaken.add(key);
        }
        return new Losses(lost, forsaken);
    }
}
