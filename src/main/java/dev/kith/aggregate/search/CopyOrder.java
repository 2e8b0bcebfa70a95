package dev.kith.aggregate.search;

import dev.kith.model.CopyId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In which order the copies of a partition are asked; pure but for what the door knows. */
final class CopyOrder {
    private CopyOrder() {}

    /**
     * For every partition its copies: one that is here first, then the others in turn. One that is
     * known to be away is not asked at all, unless all are.
     *
     * @param spread any number; spreads questions over copies that are equally good
     */
    static Map<Integer, List<CopyId>> all(PartitionDoor door, int spread) {
        var orders = new HashMap<Integer, List<CopyId>>();
        for (int partition = 0; partition < door.partitions(); partition++) {
            orders.put(partition, of(door, partition, spread));
        }
        return orders;
    }

    private static List<CopyId> of(PartitionDoor door, int partition, int spread) {
        int copies = Math.max(1, door.copies());
        int first = Math.floorMod(spread + partition, copies);
        var here = new ArrayList<CopyId>(copies);
        var away = new ArrayList<CopyId>();
        for (int i = 0; i < copies; i++) {
            var copy = new CopyId(partition, (first + i) % copies);
            if (door.local(copy)) here.addFirst(copy);
            else if (door.away(copy)) away.add(copy);
            else here.add(copy);
        }
        return here.isEmpty() ? away : here;
    }
}
