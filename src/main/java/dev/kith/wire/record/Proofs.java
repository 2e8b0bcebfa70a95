package dev.kith.wire.record;

import dev.kith.model.AgentId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.pekko.cluster.ddata.DeltaReplicatedData;
import org.apache.pekko.cluster.ddata.ReplicatedData;
import org.apache.pekko.cluster.ddata.ReplicatedDelta;
import scala.Option;

/**
 * Which agents are proven dishonest, and by what: a CRDT that only grows.
 *
 * <p>For every agent and epoch it keeps one proof, the smallest that was ever seen, so it has a
 * bound; whatever proves nothing is left out in every merge. Equal by content, and equal content is
 * equal bytes.
 */
public final class Proofs implements DeltaReplicatedData, ReplicatedDelta {
    /** Whom a proof is about, and in which epoch. */
    private record Case(AgentId agent, long epoch) implements Comparable<Case> {
        private static final Comparator<Case> ORDER =
                Comparator.comparing(Case::agent).thenComparingLong(Case::epoch);

        @Override
        public int compareTo(Case other) {
            return ORDER.compare(this, other);
        }
    }

    private final RecordCheck check;
    private final NavigableMap<Case, Proof> proofs;
    private final Optional<Proofs> delta;

    private Proofs(RecordCheck check, NavigableMap<Case, Proof> proofs, Optional<Proofs> delta) {
        this.check = check;
        this.proofs = proofs;
        this.delta = delta;
    }

    /** Nobody is accused yet. */
    public static Proofs empty(RecordCheck check) {
        return new Proofs(check, new TreeMap<>(), Optional.empty());
    }

    /** The valid ones of these. */
    static Proofs of(RecordCheck check, Collection<Proof> proofs) {
        NavigableMap<Case, Proof> kept = new TreeMap<>();
        proofs.stream().filter(proof -> proof.valid(check)).forEach(proof -> add(kept, proof));
        return new Proofs(check, kept, Optional.empty());
    }

    private static void add(Map<Case, Proof> proofs, Proof proof) {
        proofs.merge(
                new Case(proof.accused(), proof.epoch()),
                proof,
                (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    /** With this proof; the same where it proves nothing, or no more than is known. */
    public Proofs put(Proof proof) {
        Proofs one = of(check, List.of(proof));
        Proofs merged = merge(one);
        if (merged.equals(this)) return this;
        Proofs told = delta.map(before -> before.merge(one)).orElse(one);
        return new Proofs(check, merged.proofs, Optional.of(told));
    }

    /** What is proven of this agent, in its last such epoch. */
    public Optional<Proof> against(AgentId agent) {
        return Optional.ofNullable(proofs.floorEntry(new Case(agent, Long.MAX_VALUE)))
                .map(Map.Entry::getValue)
                .filter(proof -> proof.accused().equals(agent));
    }

    /** Whom something is proven of. */
    public NavigableSet<AgentId> accused() {
        NavigableSet<AgentId> all = new TreeSet<>();
        for (Proof proof : proofs.values()) all.add(proof.accused());
        return all;
    }

    /** Both records of each proof in turn. */
    List<SignedRecord> records() {
        return proofs.values().stream()
                .flatMap(proof -> List.of(proof.one(), proof.other()).stream())
                .toList();
    }

    Proofs merge(Proofs that) {
        NavigableMap<Case, Proof> joined = new TreeMap<>();
        addValid(joined, proofs.values());
        addValid(joined, that.proofs.values());
        return new Proofs(check, joined, Optional.empty());
    }

    private void addValid(Map<Case, Proof> to, Collection<Proof> from) {
        for (Proof proof : from) {
            if (proof.valid(check)) add(to, proof);
        }
    }

    /** Joined with those of {@code that}; unchanged where that is something else. */
    @Override
    public ReplicatedData merge(ReplicatedData that) {
        return that instanceof Proofs other ? merge(other) : this;
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
    public Proofs resetDelta() {
        return new Proofs(check, proofs, Optional.empty());
    }

    @Override
    public Proofs zero() {
        return empty(check);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Proofs that && proofs.equals(that.proofs);
    }

    @Override
    public int hashCode() {
        return proofs.hashCode();
    }

    @Override
    public String toString() {
        return "proofs against " + accused();
    }
}
