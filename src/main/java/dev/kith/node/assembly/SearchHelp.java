package dev.kith.node.assembly;

import dev.kith.aggregate.search.CopyScout;
import dev.kith.aggregate.search.SearchDesk;
import dev.kith.aggregate.search.Whereabouts;
import dev.kith.embed.Embedder;
import dev.kith.model.AgentId;
import dev.kith.task.search.LiveNeighbours;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What this agent does for searches, its own and others', beside its sharded entities. */
final class SearchHelp {
    private final ActorSystem<?> system;
    private final AgentId self;

    SearchHelp(ActorSystem<?> system, AgentId self) {
        this.system = system;
        this.self = self;
    }

    /** Offers to embed queries. */
    void offer(Embedder.Trade trade) {
        String name = Embedder.nameAt(self);
        register(Embedder.KEY, Embedder.create(name, trade), name);
    }

    /** Offers to gather searches. */
    void offer(SearchDesk.Trade trade) {
        register(SearchDesk.KEY, SearchDesk.create(trade), "search-desk-" + self.did());
    }

    /** Keeps the ways to all copies known. */
    void scout(CopyDoors doors, Whereabouts whereabouts, Duration interval) {
        system.systemActorOf(
                CopyScout.create(doors, whereabouts, interval), "copy-scout", Props.empty());
    }

    /** Keeps {@code neighbours} up to date. */
    void watch(LiveNeighbours neighbours) {
        system.systemActorOf(neighbours.listener(), "neighbours", Props.empty());
    }

    private <M> void register(ServiceKey<M> key, Behavior<M> behavior, String name) {
        ActorRef<M> actor = system.systemActorOf(behavior, name, Props.empty());
        system.receptionist().tell(Receptionist.register(key, actor));
    }
}
