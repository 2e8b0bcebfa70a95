package dev.kith.wire.board;

import dev.kith.wire.record.Proof;
import dev.kith.wire.record.Proofs;
import dev.kith.wire.record.RecordCheck;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;

/** Knows who is proven to have said two things at once, and tells everybody. For one thread. */
final class Accuser {
    private final ActorContext<?> context;
    private final ActorRef<Replicator.Command> replicator;
    private final RecordCheck check;
    private final Map<Integer, Proofs> proven = new HashMap<>();

    Accuser(ActorContext<?> context, ActorRef<Replicator.Command> replicator, RecordCheck check) {
        this.context = context;
        this.replicator = replicator;
        this.check = check;
    }

    /** All there is in this bucket now. */
    void heard(int bucket, Proofs all) {
        proven.put(bucket, all);
    }

    /** Shows all that has been heard, by bucket. */
    void proven(BiConsumer<Integer, Proofs> reader) {
        proven.forEach(reader);
    }

    /** Tells everybody, once for each agent and epoch. */
    void accuse(Proof proof) {
        int bucket = Buckets.of(proof.accused());
        if (known(bucket, proof)) return;
        context.getLog()
                .warn(
                        "{} has signed two records of one version and is not trusted any more; if"
                                + " it is one of yours, see whether two copies of its data folder"
                                + " run",
                        proof.accused().did());
        replicator.tell(
                new Replicator.Update<>(
                        new Buckets.OfProofs(bucket),
                        Proofs.empty(check),
                        Replicator.writeLocal(),
                        context.getSystem().ignoreRef(),
                        all -> all.put(proof)));
    }

    private boolean known(int bucket, Proof proof) {
        return Optional.ofNullable(proven.get(bucket))
                .flatMap(all -> all.against(proof.accused()))
                .filter(before -> before.epoch() >= proof.epoch())
                .filter(before -> before.compareTo(proof) <= 0)
                .isPresent();
    }
}
