package dev.kith.store.index;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings' promise: a value that cannot work is refused at start, by the name of its key. */
class IndexSettingsTest {
    private static final Config DEFAULTS =
            ConfigFactory.parseResources("kith/index.conf").resolve().getConfig("kith.store-index");

    @ParameterizedTest
    @CsvSource({
        "k1,-1",
        "b,1.5",
        "exact-max,-1",
        "overask,0.5",
        "graph-links,1",
        "graph-beam,0",
        "graph-search-min,0",
        "ram-buffer-mib,0",
        "query-words-max,0"
    })
    void refusesWhatCannotWork(String key, String value) {
        Config config = ConfigFactory.parseString(key + " = " + value).withFallback(DEFAULTS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> IndexSettings.from(config))
                .withMessageContaining("kith.store-index." + key);
    }
}
