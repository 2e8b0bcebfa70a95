package dev.kith.wire.record;

import dev.kith.model.AgentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.cluster.ddata.DeltaReplicatedData;
import org.apache.pekko.cluster.ddata.ReplicatedData;
import org.apache.pekko.cluster.ddata.ReplicatedDelta;
import scala.Option;

/**
 * The newest records of many agents: a CRDT that only their authors can change.
 *
 * <p>Merging joins slot by slot, see {@link Slot}; whatever is not valid is left out, on both sides
 * and every time. The slots are a join semilattice over the valid records, so replicas converge
 * whatever some of them send, in any order and any number of times. A delta is the same type with
 * only what has changed; it needs no causal order.
 *
 * <p>Equal by content, and equal content is equal bytes.
 */
public final class SignedRecords implements DeltaReplicatedData, ReplicatedDelta {
    private final RecordCheck check;
    private final NavigableMap<Slot.Key, Slot> slots;
    private final Optional<SignedRecords> delta;

    private SignedRecords(
            RecordCheck check, NavigableMap<Slot.Key, Slot> slots, Optional<SignedRecords> delta) {
        this.check = check;
        this.slots = slots;
        this.delta = delta;
    }

    /** None yet. */
    public static SignedRecords empty(RecordCheck check) {
        return new SignedRecords(check, new TreeMap<>(), Optional.empty());
    }

    /** The valid ones of these. */
    static SignedRecords of(RecordCheck check, Collection<SignedRecord> records) {
        return unchecked(check, records.stream().filter(check::valid).toList());
    }

    /** As {@link #of}, by one who keeps invalid ones as well. */
    static SignedRecords unchecked(RecordCheck check, Collection<SignedRecord> records) {
        NavigableMap<Slot.Key, Slot> slots = new TreeMap<>();
        for (SignedRecord record : records) add(slots, record.key(), Slot.of(record));
        return new SignedRecords(check, slots, Optional.empty());
    }

    private static void add(Map<Slot.Key, Slot> slots, Slot.Key key, Slot slot) {
        slots.merge(key, slot, Slot::join);
    }

    /** With this record; the same where it is not valid or is older than what there is. */
    public SignedRecords put(SignedRecord record) {
        SignedRecords one = of(check, List.of(record));
        SignedRecords merged = merge(one);
        if (merged.equals(this)) return this;
        SignedRecords told = delta.map(before -> before.merge(one)).orElse(one);
        return new SignedRecords(check, merged.slots, Optional.of(told));
    }

    /** What this agent's newest record of this kind is. */
    public Optional<Slot> slot(Kind kind, AgentId agent) {
        return Optional.ofNullable(slots.get(new Slot.Key(kind, agent)));
    }

    /** All agents' newest records of this kind, by agent. */
    public List<Slot> slots(Kind kind) {
        return slots.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** What agents here have signed two of. */
    public List<Proof> forks() {
        return slots.values().stream().flatMap(slot -> slot.fork().stream()).toList();
    }

    /** All records in their order. */
    List<SignedRecord> records() {
        return slots.values().stream().flatMap(slot -> slot.records().stream()).toList();
    }

    SignedRecords merge(SignedRecords that) {
        NavigableMap<Slot.Key, Slot> joined = new TreeMap<>();
        addValid(joined, slots);
        addValid(joined, that.slots);
        return new SignedRecords(check, joined, Optional.empty());
    }

    private void addValid(Map<Slot.Key, Slot> to, Map<Slot.Key, Slot> from) {
        from.forEach((key, slot) -> slot.valid(check).ifPresent(valid -> add(to, key, valid)));
    }

    /** Joined with those of {@code that}; unchanged where that is something else. */
    @Override
    public ReplicatedData merge(ReplicatedData that) {
        return that instanceof SignedRecords records ? merge(records) : this;
    }

    @Override
    public ReplicatedData mergeDelta(ReplicatedDelta that) {
        return merge((ReplicatedData) that);
    }

    @Override
    public Option<ReplicatedDelta> delta() {
        return delta.isPresent() ? Option.apply(delta.get()) : Option.empty();
    }

    @Override
    public SignedRecords resetDelta() {
        return new SignedRecords(check, slots, Optional.empty());
    }

    @Override
    public SignedRecords zero() {
        return empty(check);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedRecords records && slots.equals(records.slots);
    }

    @Override
    public int hashCode() {
        return slots.hashCode();
    }

    @Override
    public String toString() {
        return slots.size() + " slots";
    }
}
