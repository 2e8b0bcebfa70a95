package dev.kith.cli.bench.audit;

import dev.kith.audit.AuditSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures the audit rules as Kith ships them: two networks of 20 agents with four cheats each and
 * 100,000 chunks, trusted agents that turn, and honest machines compared with each other.
 */
public final class AuditBench {
    private static final int AGENTS = 20;
    private static final int CHUNKS = 100_000;
    private static final int HONEST_CHECKS = 1_000_000;
    private static final int TRIALS = 10_000;
    private static final int BATCH = 32;
    private static final int PASSES = 1000;
    private static final double CAUGHT_SHARE = 0.99;

    private static final List<List<Cheat>> NETWORKS =
            List.of(
                    List.of(
                            Cheat.RANDOM_VECTOR,
                            Cheat.OTHER_MODEL,
                            Cheat.TRUNCATED_TEXT,
                            Cheat.STALE_COPY),
                    List.of(
                            Cheat.TENTH_OF_CHUNKS,
                            Cheat.MILKER,
                            Cheat.MILKER_OF_A_TENTH,
                            Cheat.MILKER_OF_A_TENTH));

    private AuditBench() {}

    /** Everything; the same figures for the same seed. About 10 s of one processor. */
    public static AuditFigures run(long seed) {
        AuditSettings settings = AuditSettings.shipped();
        var tally = new Tally();
        for (int i = 0; i < NETWORKS.size(); i++) {
            var agents = new ArrayList<>(Collections.nCopies(AGENTS, Cheat.HONEST));
            for (int c = 0; c < NETWORKS.get(i).size(); c++) agents.set(c * 5, cheat(i, c));
            tally.add(new Simulation(settings, agents, seed + i).run(CHUNKS));
        }
        long[] until = FloorTrials.until(settings, PASSES, BATCH, TRIALS, seed);
        var noFloor = FloorTrials.withoutFloor(settings);
        return new AuditFigures(
                tally.overheadTrusted(),
                tally.overheadFromStart(),
                FloorTrials.within(until, CAUGHT_SHARE),
                tally.falseAccusations()
                        + HonestChecks.disagreements(settings, HONEST_CHECKS, seed),
                HONEST_CHECKS,
                tally.wrongLeft(),
                new AuditFigures.Floor(
                        FloorTrials.taken(settings, PASSES, TRIALS, seed),
                        FloorTrials.taken(noFloor, PASSES, TRIALS, seed)),
                tally.kinds());
    }

    private static Cheat cheat(int network, int index) {
        return NETWORKS.get(network).get(index);
    }
}
