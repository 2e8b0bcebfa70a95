package dev.kith.node.assembly;

import dev.kith.aggregate.search.PartitionDoor;
import dev.kith.aggregate.search.Whereabouts;
import dev.kith.model.CopyId;
import dev.kith.registry.Directory;
import dev.kith.store.Storage;
import dev.kith.store.StorageDoor;
import dev.kith.store.quorum.Shape;
import dev.kith.wire.PartitionSearch;
import java.util.function.Predicate;

/**
 * The copies of all partitions, as those who write, read and search reach them.
 *
 * @param here whether a copy's door stands on this agent
 */
record CopyDoors(
        Shards shards,
        Shape shape,
        Directory directory,
        Whereabouts whereabouts,
        Predicate<CopyId> here)
        implements StorageDoor, PartitionDoor {

    @Override
    public void tell(CopyId copy, Storage.Command command) {
        shards.tell(copy, command);
    }

    @Override
    public void tell(CopyId copy, PartitionSearch question) {
        shards.tell(copy, new Storage.Search(question));
    }

    @Override
    public Distance distance(CopyId copy) {
        if (local(copy)) return Distance.HERE;
        return away(copy) ? Distance.AWAY : Distance.NEAR;
    }

    @Override
    public int partitions() {
        return shape.partitions();
    }

    @Override
    public int copies() {
        return shape.doors();
    }

    @Override
    public boolean local(CopyId copy) {
        return here.test(copy);
    }

    @Override
    public boolean away(CopyId copy) {
        return whereabouts.agentOf(copy).filter(this::isUnreachable).isPresent();
    }

    private boolean isUnreachable(String did) {
        return directory.agents().stream()
                .filter(entry -> entry.status().equals("unreachable"))
                .anyMatch(entry ->
                        entry.card().filter(card -> card.agent().did().equals(did)).isPresent());
    }
}
