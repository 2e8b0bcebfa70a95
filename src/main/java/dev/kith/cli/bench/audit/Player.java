package dev.kith.cli.bench.audit;

import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One simulated agent. */
final class Player {
    private static final double SHORT_SHARE = 0.2;
    private static final double UNCHANGED_SHARE = 0.25;
    private static final double TENTH = 0.1;

    private final AgentId id;
    private final String owner;
    private final Cheat cheat;
    private final Truth truth;
    private final RandomGenerator random;
    private long passes;
    private long results;

    Player(AgentId id, String owner, Cheat cheat, Truth truth, RandomGenerator random) {
        this.id = id;
        this.owner = owner;
        this.cheat = cheat;
        this.truth = truth;
        this.random = random;
    }

    AgentId id() {
        return id;
    }

    String owner() {
        return owner;
    }

    Cheat cheat() {
        return cheat;
    }

    /** Results given so far as an author; for a milker, those since it turned. */
    long results() {
        return results;
    }

    void passed(int checks) {
        passes += checks;
    }

    /**
     * Lower bound of integrity over the asker's own evidence: mean of Beta(passes + 1, 1) less 1.64
     * standard deviations.
     */
    double trust() {
        double a = passes + 1.0;
        double n = a + 1;
        return Math.max(0, a / n - 1.64 * Math.sqrt(a / (n * n * (n + 1))));
    }

    /** Vectors of a batch; it cannot tell whether they are wanted for themselves or as a check. */
    List<UnitVector> embed(List<String> texts, int passesInARow) {
        boolean cheats = passesInARow >= cheat.passes();
        var vectors = new ArrayList<UnitVector>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String neighbour = texts.get((i + 1) % texts.size());
            vectors.add(
                    cheats
                            ? vector(texts.get(i), neighbour)
                            : truth.honest(truth.of(texts.get(i)), random));
        }
        return vectors;
    }

    /** A batch was handed in by it as an author. */
    void handedIn(int chunks, int passesInARow) {
        if (passesInARow >= cheat.passes()) results += chunks;
    }

    private UnitVector vector(String text, String neighbour) {
        return switch (cheat) {
            case HONEST -> honest(text);
            case RANDOM_VECTOR, MILKER -> Truth.direction(random);
            case OTHER_MODEL -> truth.ofOtherModel(text);
            case TRUNCATED_TEXT ->
                    truth.share(text, 2) < SHORT_SHARE
                            ? honest(text)
                            : Truth.near(truth.of(text), 0.6 + 0.37 * random.nextDouble(), random);
            case STALE_COPY ->
                    truth.share(text, 3) < UNCHANGED_SHARE
                            ? honest(text)
                            : Truth.near(truth.of(text), 0.7 + 0.29 * random.nextDouble(), random);
            case TENTH_OF_CHUNKS, MILKER_OF_A_TENTH ->
                    random.nextDouble() < TENTH ? truth.of(neighbour) : honest(text);
        };
    }

    private UnitVector honest(String text) {
        return truth.honest(truth.of(text), random);
    }
}
