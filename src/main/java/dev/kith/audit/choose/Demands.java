package dev.kith.audit.choose;

import dev.kith.model.CollectionName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each collection demands of results.
 *
 * @param standard what a collection demands that says nothing itself
 * @param own by the names of those that do, in their order
 */
public record Demands(Verify standard, Map<String, Verify> own) {
    public Demands {
        own = Collections.unmodifiableMap(new TreeMap<>(own));
    }

    /** What this collection demands. */
    public Verify of(CollectionName collection) {
        return own.getOrDefault(collection.value(), standard);
    }

    /**
     * Reads a word as {@link Verify#parse} does, and a list of {@code collection=word}.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    public static Demands parse(String standard, List<String> collections) {
        Map<String, Verify> own = new TreeMap<>();
        for (String line : collections) {
            int at = line.indexOf('=');
            if (at < 0) {
                throw new IllegalArgumentException(
                        "write collection=adaptive, collection=critical, collection=quorum:N or"
                                + " collection=none; not "
                                + line);
            }
            var name = new CollectionName(line.substring(0, at).strip());
            if (own.put(name.value(), Verify.parse(line.substring(at + 1).strip())) != null) {
                throw new IllegalArgumentException(name.value() + " stands there twice");
            }
        }
        return new Demands(Verify.parse(standard), own);
    }
}
