package dev.kith.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.kith.reputation.karma.KarmaSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that makes no sense is refused by its name. */
class ReputationSettingsTest {
    private static final Config KITH = ConfigFactory.load("application").getConfig("kith");

    @ParameterizedTest
    @CsvSource({
        "publish-interval, 0s",
        "refresh-interval, 0s",
        "members-max, 0",
        "evidence.positive-half-life, 0s",
        "evidence.negative-half-life, 0s",
        "evidence.window-long, 0s",
        "evidence.window-short, 1ms",
        "evidence.subjective-weight, 1.1",
        "evidence.chunks-full, 0",
        "evidence.entries-max, 0",
        "credibility.pair-max, 0",
        "credibility.prior-weight, -1",
        "credibility.prior-vouched, 1.5",
        "credibility.founders, anna",
        "credibility.founder-min, -0.1",
        "credibility.exponent, 0",
        "score.prior, 0",
        "score.other-trades-share, 2",
        "score.drop-min, -1",
        "selection.explore-share, 2",
        "selection.score-exponent, 0",
    })
    void refusesWhatMakesNoSense(String key, String value) {
        Config config =
                KITH.getConfig("reputation").withValue(key, ConfigValueFactory.fromAnyRef(value));

        assertThatThrownBy(() -> ReputationSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kith.reputation." + key);
    }

    @ParameterizedTest
    @CsvSource({
        "half-life, 0s",
        "model-gflop, 0",
        "embed-gflop, 0",
        "chunk-unit, -1",
        "quota-base, 0",
        "quota-per-karma, -1",
        "quota-period, 0s",
        "busy-share, 1.1",
        "askers-max, 0",
    })
    void refusesKarmaThatMakesNoSense(String key, String value) {
        Config config =
                KITH.getConfig("karma").withValue(key, ConfigValueFactory.fromAnyRef(value));

        assertThatThrownBy(() -> KarmaSettings.from(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kith.karma." + key);
    }

    @Test
    void knowsTheDefaultsByItself() {
        assertThat(ReputationSettings.standard())
                .isEqualTo(ReputationSettings.from(KITH.getConfig("reputation")));
    }
}
