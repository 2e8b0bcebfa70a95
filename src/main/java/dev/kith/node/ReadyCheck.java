package dev.kith.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;

/**
 * What {@code /ready} of Pekko Management asks: this agent is a member that is up, all it offers
 * has been started, every partition has answered once, and it is not leaving.
 */
public final class ReadyCheck implements Supplier<CompletionStage<Boolean>> {
    private final ActorSystem system;

    /** Pekko Management makes it by this constructor. */
    public ReadyCheck(ActorSystem system) {
        this.system = system;
    }

    @Override
    public CompletionStage<Boolean> get() {
        boolean up =
                Cluster.get(system).selfMember().status().equals(MemberStatus.up())
                        && Readiness.of(Adapter.toTyped(system)).ready();
        return CompletableFuture.completedFuture(up);
    }
}
