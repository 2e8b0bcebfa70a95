package dev.kith.audit.commit;

import java.util.List;

/**
 * Proves that a vector is the one that was committed to at one place.
 *
 * @param index the place, counted from 0
 * @param siblings the hashes beside the way to the root, from the leaf up; each 64 hex digits
 */
public record Inclusion(int index, List<String> siblings) {
    public Inclusion {
        siblings = List.copyOf(siblings);
    }
}
