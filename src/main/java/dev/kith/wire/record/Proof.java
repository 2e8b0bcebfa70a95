package dev.kith.wire.record;

import dev.kith.model.AgentId;
import java.util.Comparator;

/**
 * That an agent has said two things at once: two records of one kind, epoch and version, both
 * signed by it. Anybody can check it, whoever tells it.
 *
 * @param one the one with the smaller hash
 */
public record Proof(SignedRecord one, SignedRecord other) implements Comparable<Proof> {
    private static final Comparator<Proof> ORDER =
            Comparator.comparingInt(Proof::size)
                    .thenComparing(proof -> proof.one.hash())
                    .thenComparing(proof -> proof.other.hash());

    public Proof {
        if (!one.rivals(other) || one.hash().compareTo(other.hash()) >= 0) {
            throw new IllegalArgumentException("no proof: " + one + "; " + other);
        }
    }

    /** Who is proven dishonest. */
    public AgentId accused() {
        return one.claim().author();
    }

    /** In which epoch. */
    public long epoch() {
        return one.epoch();
    }

    boolean valid(RecordCheck check) {
        return check.valid(one) && check.valid(other);
    }

    int size() {
        return one.size() + other.size();
    }

    /** Shorter ones first; a total order, so that all agents keep the same one. */
    @Override
    public int compareTo(Proof that) {
        return ORDER.compare(this, that);
    }
}
