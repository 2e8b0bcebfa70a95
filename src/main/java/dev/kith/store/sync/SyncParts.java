package dev.kith.store.sync;

import dev.kith.store.StoreSetup;
import dev.kith.store.host.PartitionHost;
import dev.kith.store.level.Claim;
import dev.kith.store.level.Lack;
import dev.kith.store.level.SyncBudget;
import dev.kith.store.partition.PartitionLog;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What catching up works on.
 *
 * @param self where other hosts reach this one
 * @param budget of the whole agent
 * @param known whether the partition is known to have been whole elsewhere
 * @param lacking told by how much this copy is behind
 */
public record SyncParts(
        int partition,
        StoreSetup setup,
        PartitionLog log,
        SyncSource source,
        ActorRef<PartitionHost.Command> host,
        ActorRef<SyncQuestion> self,
        SyncBudget budget,
        BooleanSupplier known,
        Consumer<Lack> lacking) {
    private static final Logger LOG = LoggerFactory.getLogger(SyncParts.class);

    /** How far the copy vouches for its partition. */
    public Claim claim() {
        Claim kept = log.claim();
        return kept.kind() == Claim.Kind.NEW && known.getAsBoolean() ? Claim.LACKING : kept;
    }

    /** Gets ready for much that comes at once, or for as much as always again; blocks. */
    void bulk(boolean on) {
        try {
            log.bulk(on);
        } catch (IOException e) {
            LOG.warn(
                    "partition {}: its files could not be opened again; this is tried again with"
                            + " the next write. Check the disk",
                    partition,
                    e);
        }
    }

    /** Did of our agent. */
    String agent() {
        return setup.agent().did();
    }

    /** What is held now, in few characters. */
    String digest() {
        return log.standing().digest().text();
    }

    /** Documents of which parts are known to be missing. */
    long torn() {
        return log.standing().torn();
    }

    /** Whether some of them may be on another copy that is here, as far as is known. */
    boolean mendable() {
        return log.standing().torn() > log.standing().lost();
    }

    /** The question by which a comparison begins. */
    SyncQuestion.AskDigest askDigest(ActorRef<SyncAnswer> replyTo) {
        return new SyncQuestion.AskDigest(agent(), digest(), self, replyTo);
    }
}
