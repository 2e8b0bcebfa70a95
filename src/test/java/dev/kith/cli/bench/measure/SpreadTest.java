package dev.kith.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A spread is least, median and most, and ratios are taken round by round. */
class SpreadTest {
    @Test
    void findsLeastMedianAndMost() {
        assertThat(Spread.of(List.of(3.0, 1.0, 10.0))).isEqualTo(new Spread(1, 3, 10, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 8.0))).isEqualTo(new Spread(1, 3, 8, 4));
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7, 1));
    }

    @Test
    void dividesWhatRanInTheSameRound() {
        // the machine was half as fast in the second round, for both
        Spread ratio = Spread.ratios(List.of(90.0, 45.0, 88.0), List.of(100.0, 50.0, 80.0));

        assertThat(ratio).isEqualTo(new Spread(0.9, 0.9, 1.1, 3));
    }

    @Test
    void takesQuantilesBetweenNeighbours() {
        double[] sorted = {1, 2, 3, 4, 5};

        assertThat(Spread.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Spread.quantile(sorted, 0.5)).isEqualTo(3);
        assertThat(Spread.quantile(sorted, 0.99)).isCloseTo(4.96, within(1e-9));
        assertThat(Spread.quantile(sorted, 1)).isEqualTo(5);
    }

    @Test
    void refusesWhatWasNotMeasured() {
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("no figures");
        assertThatThrownBy(() -> Spread.of(List.of(1.0, Double.NaN))).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Spread.ratios(List.of(1.0), List.of(0.0)))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> Spread.ratios(List.of(1.0), List.of()))
                .hasMessageContaining("1 figures over 0");
    }
}
