package dev.kith.placement;

import dev.kith.model.CopyId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule of placing copies, for tests of other features. */
public final class Placements {
    private Placements() {}

    /**
     * One agent, no anchor, with as much room as any other.
     *
     * @param doors the copies placed on it
     * @param held the partitions whose files it has
     * @param level those of which it has all that there is
     */
    public record Place(Set<CopyId> doors, Set<Integer> held, Set<Integer> level) {}

    /** The agent for a copy. */
    public static String choose(Map<String, Place> places, int copiesWanted, CopyId copy) {
        return placement(places, copiesWanted).choose(copy);
    }

    /** A copy that may move now, if there is one. */
    public static List<CopyId> moving(Map<String, Place> places, int copiesWanted) {
        return placement(places, copiesWanted).moves(1).stream()
                .filter(CopyPlacement.Move::ready)
                .map(CopyPlacement.Move::copy)
                .toList();
    }

    private static CopyPlacement placement(Map<String, Place> places, int copiesWanted) {
        var hosts =
                places.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> host(entry.getValue())));
        return new CopyPlacement(hosts, copiesWanted);
    }

    private static CopyPlacement.Host host(Place place) {
        return new CopyPlacement.Host(place.doors(), place.held(), place.level(), false, 1, true);
    }
}
