package dev.kith.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.kith.embed.profile.ModelProfile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The settings' promise: defaults that work, and a message that names the key that is wrong. */
class EmbedderSettingsTest {
    private static final Config DEFAULTS =
            ConfigFactory.parseResources("kith/embed.conf").resolve().getConfig("kith.embed");

    @Test
    void readsTheDefaults() {
        var settings = with("");

        assertThat(settings.profile()).isEqualTo(ModelProfile.BGE_SMALL);
        assertThat(settings.inFlightMax()).isEqualTo(256);
        assertThat(settings.textsMax()).isEqualTo(32);
        assertThat(settings.predictorsHere()).isPositive();
    }

    @Test
    void choosesAProfileOrAFolder() {
        assertThat(with("model = fast").profile()).isEqualTo(ModelProfile.FAST);

        var folder = with("model = folder, folder { path = /models/e5, pooling = mean }").profile();
        assertThat(folder.name()).isEqualTo("e5");
        assertThat(folder.model())
                .isEqualTo(
                        new ModelProfile.Source.InFolder(
                                Path.of("/models/e5/model.onnx").toAbsolutePath()));
    }

    @Test
    void hasAKeyForEveryWordOfAFolder() {
        var words =
                Arrays.stream(EmbedderSettings.ModelFolder.class.getRecordComponents())
                        .map(c -> c.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .toList();

        assertThat(DEFAULTS.getConfig("folder").root().keySet())
                .containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void namesTheKeyThatIsWrong() {
        assertThatThrownBy(() -> with("predictors = -1"))
                .hasMessageContaining("kith.embed.predictors");
        assertThatThrownBy(() -> with("in-flight-max = 31"))
                .hasMessageContaining("kith.embed.in-flight-max");
        assertThatThrownBy(() -> with("model = gpt").profile())
                .hasMessageContaining("kith.embed.model")
                .hasMessageContaining("gpt");
        assertThatThrownBy(() -> with("model = folder").profile())
                .hasMessageContaining("kith.embed.folder.path");
        assertThatThrownBy(
                        () -> with("model = folder, folder { path = x, pooling = max }").profile())
                .hasMessageContaining("max");
        assertThatThrownBy(
                        () -> with("model = folder, folder { path = x, tokens-max = 4 }").profile())
                .hasMessageContaining("tokens-max");
    }

    private static EmbedderSettings with(String lines) {
        return EmbedderSettings.from(ConfigFactory.parseString(lines).withFallback(DEFAULTS));
    }
}
