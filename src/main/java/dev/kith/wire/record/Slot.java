package dev.kith.wire.record;

import dev.kith.model.AgentId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest of one agent's records of one kind: one, or the two with the smallest hashes where
 * there are several of one version.
 *
 * <p>The join is a lexicographic product: of two slots the larger (epoch, version) wins as a whole;
 * of equal ones the two smallest hashes of the union stay. A fork that is superseded is forgotten
 * here, or the join would not be associative; {@link Proofs} remembers it.
 *
 * @param records one or two of the same kind, author, epoch and version, by hash
 */
public record Slot(List<SignedRecord> records) {
    private static final int KEPT = 2;
    private static final Comparator<SignedRecord> AGE =
            Comparator.comparingLong(SignedRecord::epoch).thenComparingLong(SignedRecord::version);

    public Slot {
        records = List.copyOf(records);
        if (records.isEmpty() || records.size() > KEPT) {
            throw new IllegalArgumentException(records.size() + " records");
        }
        if (records.size() == KEPT && !inOrder(records.getFirst(), records.getLast())) {
            throw new IllegalArgumentException("not two records of one version: " + records);
        }
    }

    private static boolean inOrder(SignedRecord one, SignedRecord other) {
        return one.rivals(other) && one.hash().compareTo(other.hash()) < 0;
    }

    /**
     * Where a record belongs, by what is signed in it: so none counts under a foreign key.
     *
     * @param agent who must have signed it
     */
    record Key(Kind kind, AgentId agent) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::kind).thenComparing(Key::agent);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    static Slot of(SignedRecord record) {
        return new Slot(List.of(record));
    }

    /** The one record; of a forked slot, the one that all agents take. */
    public SignedRecord first() {
        return records.getFirst();
    }

    public AgentId author() {
        return first().claim().author();
    }

    public long epoch() {
        return first().epoch();
    }

    public long version() {
        return first().version();
    }

    /** That the author has signed two records of one version; empty where it has not. */
    public Optional<Proof> fork() {
        return records.size() < KEPT
                ? Optional.empty()
                : Optional.of(new Proof(records.getFirst(), records.getLast()));
    }

    Slot join(Slot other) {
        int age = AGE.compare(first(), other.first());
        if (age > 0) return this;
        if (age < 0) return other;
        List<SignedRecord> smallest =
                Stream.concat(records.stream(), other.records.stream())
                        .sorted(Comparator.comparing(SignedRecord::hash))
                        .distinct()
                        .limit(KEPT)
                        .toList();
        return new Slot(smallest);
    }

    /** What is left of it when only valid records count; empty if nothing. */
    Optional<Slot> valid(RecordCheck check) {
        List<SignedRecord> good = records.stream().filter(check::valid).toList();
        if (good.size() == records.size()) return Optional.of(this);
        return good.isEmpty() ? Optional.empty() : Optional.of(new Slot(good));
    }
}
