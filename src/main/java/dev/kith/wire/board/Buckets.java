package dev.kith.wire.board;

import dev.kith.model.AgentId;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.Proofs;
import dev.kith.wire.record.SignedRecords;
import java.util.Locale;
import org.apache.pekko.cluster.ddata.Key;

/**
 * Which key of Distributed Data an agent's records are under: several hundred keys, so that each
 * stays small enough for one message.
 */
final class Buckets {
    /** The same at all agents of a network. */
    static final int COUNT = 64;

    private Buckets() {}

    /** Of this agent, in [0, {@value #COUNT}). */
    static int of(AgentId agent) {
        return Math.floorMod(agent.did().hashCode(), COUNT);
    }

    /** Records of one kind. */
    static final class OfRecords extends Key<SignedRecords> {
        private static final long serialVersionUID = 1;

        private final Kind kind;
        private final int bucket;

        OfRecords(Kind kind, int bucket) {
            super(name(kind.word(), bucket));
            this.kind = kind;
            this.bucket = bucket;
        }

        Kind kind() {
            return kind;
        }

        int bucket() {
            return bucket;
        }
    }

    /** Proofs. */
    static final class OfProofs extends Key<Proofs> {
        private static final long serialVersionUID = 1;

        private final int bucket;

        OfProofs(int bucket) {
            super(name("proofs", bucket));
            this.bucket = bucket;
        }

        int bucket() {
            return bucket;
        }
    }

    private static String name(String what, int bucket) {
        return String.format(Locale.ROOT, "kith-%s-%02d", what, bucket);
    }
}
