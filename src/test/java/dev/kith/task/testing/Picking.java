package dev.kith.task.testing;

import dev.kith.model.Capability;
import dev.kith.placement.work.Homes;
import dev.kith.placement.work.WorkPicker;
import dev.kith.registry.Directory;
import dev.kith.reputation.FixedTrust;
import dev.kith.reputation.ReputationSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Pickers of salts for tests that do not care who is asked. */
public final class Picking {
    /** Salts in order, since nobody knows where shards stand. */
    public static WorkPicker inOrder(Directory directory) {
        return by(directory, new FixedTrust(), new Unknown());
    }

    /** Picks by what {@code trust} and {@code homes} say. */
    public static WorkPicker by(Directory directory, FixedTrust trust, Homes homes) {
        var choice = ReputationSettings.standard().selection();
        return new WorkPicker(
                new WorkPicker.Means(directory, trust, homes, choice, 0.25, new Random(1)));
    }

    private Picking() {}

    private record Unknown() implements Homes {
        @Override
        public Optional<String> of(Capability trade, String entityId) {
            return Optional.empty();
        }

        @Override
        public Map<String, Integer> counts(Capability trade) {
            return Map.of();
        }
    }
}
