package dev.kith.store.sync;

import dev.kith.model.DocumentKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out of which documents no copy has what is missing here: they stayed torn though every
 * other copy was gone through, a few times over, since others may just then be repaired from this
 * one. Pure, but not thread-safe.
 */
final class SyncLosses {
    /** Comparisons that bring nothing before it is believed that nobody has it. */
    private static final int FRUITLESS = 3;

    private final Map<DocumentKey, Integer> fruitless = new HashMap<>();

    /**
     * A comparison is over.
     *
     * @param sure whether every copy that there is was gone through, and none that may have more is
     *     away
     * @param torn documents of which parts are missing now
     * @return those of them that nobody has whole
     */
    Set<DocumentKey> over(boolean sure, Set<DocumentKey> torn) {
        fruitless.keySet().retainAll(torn);
        // Of what was not torn when this one began, it says nothing.
        if (sure) fruitless.replaceAll((_, comparisons) -> comparisons + 1);
        for (DocumentKey key : torn) fruitless.putIfAbsent(key, 0);
        return torn.stream()
                .filter(key -> fruitless.getOrDefault(key, 0) >= FRUITLESS)
                .collect(Collectors.toSet());
    }
}
