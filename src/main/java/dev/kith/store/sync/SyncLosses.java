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
 * <p>They are <i>lost</i> to those that are here once every other copy was gone through, a few
 * times over, since others may just then be repaired from this one. Whoever is away may still have
 * them; so they are <i>forsaken</i> only after as long as one waits for anybody who is away.
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
     * What came of looking for one document.
     *
     * @param comparisons that brought nothing
     * @param since when they began, milliseconds since 1970
     */
    private record Quest(int comparisons, long since) {
        boolean vain() {
            return comparisons >= FRUITLESS;
        }

        Quest again() {
            return new Quest(comparisons + 1, since);
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
     * @param sure whether every copy that is here was gone through
     * @param torn documents of which parts are missing now
     * @param known those of them that are known to be lost; where one is not any more, something
     *     new is known of it, and looking for it begins again
     * @param now milliseconds since 1970
     */
    Losses over(boolean sure, Set<DocumentKey> torn, Set<DocumentKey> known, long now) {
        quests.keySet().retainAll(torn);
        quests.entrySet().removeIf(e -> e.getValue().vain() && !known.contains(e.getKey()));
        // Of what was not torn when this one began, it says nothing.
        if (sure) quests.replaceAll((_, quest) -> quest.again());
        var lost = new HashSet<DocumentKey>();
        var forsaken = new HashSet<DocumentKey>();
        for (DocumentKey key : torn) {
            Quest quest = quests.computeIfAbsent(key, _ -> new Quest(0, now));
            if (!quest.vain()) continue;
            lost.add(key);
            if (now - quest.since() >= patienceMillis) forsaken.add(key);
        }
        return new Losses(lost, forsaken);
    }
}
