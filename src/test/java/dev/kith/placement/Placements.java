package dev.kith.placement;

import dev.kith.model.CopyId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule of placing copies, for tests of other features. */
public final class Placements {
    private Placements() {}

    /** The agent for a copy. */
    public static String choose(
            Map<String, Set<CopyId>> doors,
            Map<String, Set<Integer>> holdings,
            int copiesWanted,
            CopyId copy) {
        return new CopyPlacement(doors, holdings, copiesWanted).choose(copy);
    }

    /** Copies that may move. */
    public static List<CopyId> crowded(
            Map<String, Set<CopyId>> doors, Map<String, Set<Integer>> holdings, int copiesWanted) {
        return new CopyPlacement(doors, holdings, copiesWanted).crowded(1);
    }
}
