package dev.kith.placement;

import dev.kith.model.CopyId;
import dev.kith.registry.Directory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.sharding.ShardCoordinator.AbstractShardAllocationStrategy;
import org.apache.pekko.dispatch.Futures;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/**
 * Places storage shards, each of which is one copy of one partition: the copies of a partition on
 * distinct agents, one of them an anchor, agents that already hold its files first. Moves a copy
 * only to an agent that has all its data by then, or away from one that has two of its partition: a
 * move stops an entity.
 */
public final class CopyAllocation extends AbstractShardAllocationStrategy {
    private final Directory directory;
    private final Regions regions;
    private final int copiesWanted;
    private final int movesMax;

    /**
     * A strategy that learns from {@code directory} who holds what.
     *
     * @param selfAddress {@code host:port} of this agent, whose own region has a local address
     * @param copiesWanted R
     * @param movesMax most copies that move in one round
     */
    public CopyAllocation(Directory directory, String selfAddress, int copiesWanted, int movesMax) {
        this.directory = directory;
        this.regions = new Regions(selfAddress);
        this.copiesWanted = copiesWanted;
        this.movesMax = movesMax;
    }

    @Override
    public Future<ActorRef> allocateShard(
            ActorRef requester, String shardId, Map<ActorRef, IndexedSeq<String>> current) {
        String chosen = placement(current).choose(CopyId.parse(shardId));
        return Futures.successful(regions.byAddress(current).getOrDefault(chosen, requester));
    }

    @Override
    public Future<Set<String>> rebalance(
            Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
        if (!inProgress.isEmpty()) return Futures.successful(Set.of());
        Set<String> ready =
                placement(current).moves(movesMax).stream()
                        .filter(CopyPlacement.Move::ready)
                        .map(move -> move.copy().toString())
                        .collect(Collectors.toSet());
        return Futures.successful(ready);
    }

    private CopyPlacement placement(Map<ActorRef, IndexedSeq<String>> current) {
        List<Directory.Entry> members = directory.agents();
        Map<String, Directory.Entry> known = new HashMap<>();
        for (Directory.Entry entry : members) known.put(entry.address(), entry);
        Map<String, CopyPlacement.Host> hosts = new HashMap<>();
        for (var region : regions.shards(current).entrySet()) {
            Set<CopyId> copies =
                    region.getValue().stream().map(CopyId::parse).collect(Collectors.toSet());
            String address = region.getKey();
            Directory.Entry entry = known.get(address);
            hosts.put(
                    address,
                    entry == null
                            ? new CopyPlacement.Host(copies, Set.of(), Set.of(), false, 1, false)
                            : CopyPlan.host(copies, entry, members));
        }
        return new CopyPlacement(hosts, copiesWanted);
    }
}
