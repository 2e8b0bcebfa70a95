package dev.kith.task.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Strike;
import dev.kith.task.testing.Samples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A text over which agents end one after another is given up; one that they end beside is not. */
class CareTest {
    private static final int AGENTS_MAX = 3;
    private static final int LIVE = 4;

    @Test
    void givesUpATextOverWhichEnoughAgentsEndedAlone() {
        assertThat(givenUp(alone(0), alone(1))).isFalse();
        assertThat(givenUp(alone(0), alone(1), alone(2))).isTrue();
    }

    @Test
    void takesOneAgentForAllWhereThereIsNoOther() {
        assertThat(givenUp(1, at(0, 1, false), at(0, 2, false), at(0, 3, false))).isTrue();
        assertThat(givenUp(LIVE, at(0, 1, false), at(0, 2, false), at(0, 3, false))).isFalse();
    }

    @Test
    void takesThreeTimesAsManyWhereOthersEndedToo() {
        assertThat(givenUp(together(8))).isFalse();
        assertThat(givenUp(together(9))).isTrue();
    }

    @Test
    void countsNothingFromBeforeSomeOfItWasDone() {
        var before = new Strike("agent0", 0, 1, false);
        var later = new Strike("agent1", 5, 2, false);

        assertThat(givenUp(before, later, new Strike("agent2", 5, 3, false))).isFalse();
    }

    private static boolean givenUp(Strike... strikes) {
        return givenUp(LIVE, strikes);
    }

    private static boolean givenUp(int live, Strike... strikes) {
        DocumentRecord record = Samples.record("doc", 1, 1).withStrikes(List.of(strikes));
        return Care.verdict(record, AGENTS_MAX, live).isPresent();
    }

    private static Strike[] together(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> at(i % LIVE, i, true))
                .toArray(Strike[]::new);
    }

    private static Strike alone(int agent) {
        return at(agent, agent, false);
    }

    private static Strike at(int agent, long time, boolean inCompany) {
        return new Strike("agent" + agent, 0, time, inCompany);
    }
}
