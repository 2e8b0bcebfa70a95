package dev.kith.chunk;

import static dev.kith.chunk.ChunkSettingsFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chunker's settings: what is shipped works, what cannot work is refused by its key. */
class ChunkerSettingsTest {

    @Test
    void readsWhatIsShipped() {
        assertThat(ChunkSettingsFixture.shipped())
                .isEqualTo(
                        new ChunkerSettings(
                                49_152,
                                92_160,
                                65_536,
                                32_768,
                                256,
                                150,
                                512,
                                4_096,
                                2,
                                30,
                                Duration.ofSeconds(2),
                                4,
                                4));
    }

    @Test
    void callsKeysAndComponentsTheSame() {
        var keys = ConfigFactory.parseResources("kith/chunk.conf").getConfig("kith.chunk").root();
        var components =
                Stream.of(ChunkerSettings.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .toList();

        assertThat(keys.keySet()).containsExactlyInAnyOrderElementsOf(components);
    }

    @Test
    void refusesWhatCannotWorkAndNamesTheKey() {
        assertThatThrownBy(() -> with("chunk-tokens-max = 200"))
                .hasMessageContaining("chunk-tokens-max");
        assertThatThrownBy(() -> with("segment-bytes-max = 1"))
                .hasMessageContaining("segment-bytes-max");
        assertThatThrownBy(() -> with("segment-time-max = 0s"))
                .hasMessageContaining("segment-time-max");
        assertThatThrownBy(() -> with("overlap-percent-max = 95"))
                .hasMessageContaining("overlap-percent-max");
    }
}
