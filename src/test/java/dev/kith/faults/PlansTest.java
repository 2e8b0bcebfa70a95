package dev.kith.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The long run strikes with each fault alone, and then with several in each seed. */
class PlansTest {
    private static final Path FOLDER = Path.of("nowhere");
    private static final int FAULTS = Fault.values().length;

    @Test
    void beginsWithEachFaultAlone() {
        var episodes = Plans.longMix(FOLDER, 1, 30, "").episodes();

        assertThat(episodes.subList(0, FAULTS).stream().map(List::getFirst))
                .containsExactly(Fault.values());
        assertThat(episodes.subList(0, FAULTS)).allSatisfy(one -> assertThat(one).hasSize(1));
    }

    @Test
    void goesOnWithMixturesOfTwoToFour() {
        var episodes = Plans.longMix(FOLDER, 1, 30, "").episodes();

        assertThat(episodes.subList(FAULTS, episodes.size()))
                .allSatisfy(mixture -> assertThat(mixture).hasSizeBetween(2, 4))
                .anySatisfy(mixture -> assertThat(mixture).hasSize(2))
                .anySatisfy(mixture -> assertThat(mixture).hasSize(4));
    }

    @Test
    void mixesNoMoreThanThereIs() {
        var episodes = Plans.longMix(FOLDER, 1, 30, "kill-all").episodes();

        assertThat(episodes)
                .allSatisfy(mixture -> assertThat(mixture).containsExactly(Fault.KILL_ALL));
    }

    @Test
    void letsAFaultJoinAnotherThatLastsMeanwhile() {
        var strikes =
                Strike.overlapping(
                        List.of(Fault.PAUSE_ONE, Fault.CHURN, Fault.SLOW_LINKS, Fault.KILL_ONE));

        assertThat(strikes)
                .containsExactly(
                        new Strike(Fault.CHURN, Optional.empty()),
                        new Strike(Fault.SLOW_LINKS, Optional.of(Fault.PAUSE_ONE)),
                        new Strike(Fault.KILL_ONE, Optional.empty()));
    }
}
