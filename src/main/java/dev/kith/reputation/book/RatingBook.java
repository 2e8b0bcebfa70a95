package dev.kith.reputation.book;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Everything that one agent says of others.
 *
 * @param rater whose book it is; nothing in it is of the rater itself
 * @param entries in order of subject and trade, each pair at most once
 */
public record RatingBook(AgentId rater, List<BookEntry> entries) {
    private static final Comparator<BookEntry> NEWEST_FIRST =
            Comparator.comparingLong(BookEntry::lastTime)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder());

    private record Key(AgentId subject, Capability trade) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::subject).thenComparing(Key::trade);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    public RatingBook {
        entries = List.copyOf(entries);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).subject().equals(rater)) {
                throw new IllegalArgumentException("a book may not rate its own author " + rater);
            }
            if (i > 0 && entries.get(i - 1).compareTo(entries.get(i)) >= 0) {
                throw new IllegalArgumentException("entries are out of order at " + i);
            }
        }
    }

    /** A book with nothing in it. */
    public static RatingBook empty(AgentId rater) {
        return new RatingBook(rater, List.of());
    }

    /**
     * With more ratings; those of the rater itself are left out. Where there are more entries than
     * may be, those that were touched last stay.
     */
    public RatingBook with(Collection<Rating> ratings, Weighing weighing) {
        TreeMap<Key, BookEntry> all = new TreeMap<>();
        for (BookEntry entry : entries) all.put(new Key(entry.subject(), entry.trade()), entry);
        for (Rating rating : ratings) {
            if (rating.subject().equals(rater)) continue;
            all.merge(
                    new Key(rating.subject(), rating.trade()),
                    BookEntry.first(rating, weighing),
                    (entry, _) -> entry.with(rating, weighing));
        }
        return new RatingBook(rater, newest(List.copyOf(all.values()), weighing.entriesMax()));
    }

    /** With no more entries than that; those that were touched last stay. */
    public RatingBook newest(int entriesMax) {
        return entries.size() <= entriesMax
                ? this
                : new RatingBook(rater, newest(entries, entriesMax));
    }

    private static List<BookEntry> newest(List<BookEntry> entries, int max) {
        if (entries.size() <= max) return entries;
        return entries.stream().sorted(NEWEST_FIRST).limit(max).sorted().toList();
    }
}
