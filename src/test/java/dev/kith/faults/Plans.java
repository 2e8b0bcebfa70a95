package dev.kith.faults;

import dev.kith.faults.FaultRun.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults happen under which seed. */
final class Plans {
    private static final int AGENTS = Integer.getInteger("faults.agents", 0);
    private static final int AGENTS_SHORT = 3;
    private static final int AGENTS_LONG = 5;
    private static final int CLIENTS_SHORT = 3;
    private static final int CLIENTS_LONG = Integer.getInteger("faults.clients", 8);
    private static final int MIXED_MIN = 2;
    private static final int MIXED_MAX = 4;
    private static final int SEEDS_MAX = 1000;

    private Plans() {}

    /** What every build shows, in a few minutes. */
    static Plan shortMix(Path folder, long seed, String only) {
        List<Fault> faults =
                only.isBlank()
                        ? List.of(
                                Fault.KILL_ONE,
                                Fault.PAUSE_ONE,
                                Fault.SPLIT_HALVES,
                                Fault.DAMAGE_INDEX,
                                Fault.KILL_ALL)
                        : Fault.named(only);
        return new Plan(
                folder,
                AGENTS > 0 ? AGENTS : AGENTS_SHORT,
                CLIENTS_SHORT,
                seed,
                List.of(faults),
                false,
                Duration.ofMinutes(5),
                Duration.ofSeconds(8));
    }

    /** Each fault alone, then mixtures of two to four, of which some happen at the same time. */
    static Plan longMix(Path folder, long seed, long minutes, String only) {
        List<Fault> faults = Fault.named(only);
        List<List<Fault>> episodes = new ArrayList<>();
        faults.forEach(fault -> episodes.add(List.of(fault)));
        while (episodes.size() < SEEDS_MAX) {
            var random = new Random(seed + episodes.size());
            var mixed = new ArrayList<>(faults);
            Collections.shuffle(mixed, random);
            int count = MIXED_MIN + random.nextInt(MIXED_MAX - MIXED_MIN + 1);
            count = Math.min(mixed.size(), count);
            episodes.add(List.copyOf(mixed.subList(0, count)));
        }
        return new Plan(
                folder,
                AGENTS > 0 ? AGENTS : AGENTS_LONG,
                CLIENTS_LONG,
                seed,
                episodes,
                true,
                Duration.ofMinutes(minutes),
                Duration.ofSeconds(30));
    }
}
