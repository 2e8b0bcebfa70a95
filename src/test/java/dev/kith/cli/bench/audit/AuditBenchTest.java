package dev.kith.cli.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.audit.AuditSettings;
import dev.kith.audit.sample.AuditLaw;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Cheats of every kind are caught, what they left is computed again, and no honest agent is
 * accused.
 */
class AuditBenchTest {
    private static final long SEED = 20;
    private static final AuditSettings SETTINGS = AuditSettings.shipped();

    @SuppressWarnings("NullAway.Init")
    private static AuditFigures figures;

    @BeforeAll
    static void run() {
        figures = AuditBench.run(SEED);
    }

    @Test
    void givesProgramsTheFiguresThatItTellsPeople() {
        var part = new AuditPart(SEED, figures);

        JsonNode json = part.json();

        assertThat(json.fieldNames())
                .toIterable()
                .contains(
                        "overhead",
                        "detected_99_within",
                        "false_accusations",
                        "wrong_left_in_index");
        assertThat(json.path("overhead").asDouble()).isEqualTo(figures.overhead());
        assertThat(json.path("detected_99_within").asDouble())
                .isEqualTo(figures.detected99Within());
        assertThat(json.path("kinds").size()).isEqualTo(Cheat.values().length - 1);
        assertThat(part.lines())
                .anyMatch(
                        line -> line.contains("%.0f results".formatted(figures.detected99Within())))
                .anyMatch(line -> line.contains("0 honest agents accused"));
    }

    @Test
    void keepsItsPromises() {
        assertThat(figures.overhead()).as(figures.toString()).isLessThanOrEqualTo(0.05);
        assertThat(figures.detected99Within()).isLessThanOrEqualTo(151);
        assertThat(figures.honestChecks()).isGreaterThanOrEqualTo(1_000_000);
        assertThat(figures.falseAccusations()).isZero();
        assertThat(figures.wrongLeftInIndex()).isZero();
        assertThat(figures.kinds()).hasSize(Cheat.values().length - 1);
        long repaired =
                figures.kinds().values().stream()
                        .mapToLong(AuditFigures.Kind::wrongBeforeRetroAudit)
                        .sum();
        assertThat(repaired).as("something was left to repair").isPositive();
        figures.kinds()
                .forEach((cheat, kind) -> {
                    assertThat(kind.caught()).as("%s: %s", cheat, kind).isEqualTo(kind.agents());
                    assertThat(kind.wrongAfterRetroAudit()).isZero();
                });
    }

    @Test
    void isTheSameForTheSameSeed() {
        var agents = List.of(Cheat.HONEST, Cheat.HONEST, Cheat.HONEST, Cheat.MILKER);
        var one = new Simulation(SETTINGS, agents, 3).run(6_400);
        var other = new Simulation(SETTINGS, agents, 3).run(6_400);
        assertThat(one.kinds()).isEqualTo(other.kinds());
        assertThat(one.overheadFromStart()).isEqualTo(other.overheadFromStart());
    }

    @Test
    void takesAThousandWrongResultsWithoutTheFloorAndThirtyWithIt() {
        var noFloor = FloorTrials.withoutFloor(SETTINGS);
        assertThat(FloorTrials.taken(noFloor, 1000, 5000, SEED))
                .isCloseTo(AuditLaw.wrongTaken(1.0 / 1000, 1), within(50.0));
        assertThat(FloorTrials.taken(SETTINGS, 1000, 5000, SEED))
                .isCloseTo(AuditLaw.wrongTaken(0.03, 1), within(2.0));
        assertThat(FloorTrials.taken(noFloor, 50, 5000, SEED)).isCloseTo(49, within(3.0));
    }

    @Test
    void catchesWithin151ResultsWhereEachIsCheckedByItself() {
        long[] until = FloorTrials.until(SETTINGS, 1000, 1, 20_000, SEED);
        assertThat((double) FloorTrials.within(until, 0.99))
                .isCloseTo((double) AuditLaw.resultsUntil(0.99, 0.03, 1, 1), within(12.0));
    }
}
