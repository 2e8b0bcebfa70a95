package dev.kith.store.index.rank;

import java.io.IOException;

/**
 * What decides between passages of equal score: a name that does not depend on where in the index a
 * passage happens to stand.
 */
@FunctionalInterface
public interface Order {
    /** The name of a passage, by its number in the whole reader. */
    Name name(int passage) throws IOException;

    /**
     * A passage's place among equals.
     *
     * @param document its document's id
     * @param start where it begins
     */
    record Name(String document, int start) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int byDocument = document.compareTo(other.document);
            return byDocument != 0 ? byDocument : Integer.compare(start, other.start);
        }
    }
}
