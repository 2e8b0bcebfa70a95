package dev.kith.embed.onednn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's file says how large it is; what is none is refused in words. */
class BertFileTest {
    private static final long SEED = 3;
    private static final String MODEL = "bge-small-en-v1.5.onnx";

    @TempDir private Path folder;

    @Test
    void saysHowLargeTheModelIs() throws IOException {
        Path file = folder.resolve("model.onnx");
        try (InputStream in = ClassLoader.getSystemResourceAsStream(MODEL)) {
            Files.copy(in, file);
        }

        try (var bert = BertFile.open(file)) {
            assertThat(bert.sizes())
                    .isEqualTo(new BertFile.Sizes(30_522, 512, 384, 1536, 12, 12, 1e-12f));
            assertThat(bert.sizes().headWidth()).isEqualTo(32);
            assertThat(bert.layer(11).shrunk().weights().toArray()).hasSize(1536 * 384);
            assertThat(bert.positions()).hasSize(512 * 384);
        }
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "not a model");

        assertThatThrownBy(() -> BertFile.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesWhateverWasCutOrChanged() throws IOException {
        byte[] head;
        try (InputStream in = ClassLoader.getSystemResourceAsStream(MODEL)) {
            head = in.readNBytes(1 << 16);
        }
        var random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            byte[] some = Arrays.copyOf(head, random.nextInt(head.length));
            for (int j = 0; j < some.length / 64; j++) {
                some[random.nextInt(Math.min(some.length, 512))] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("model.onnx"), some);

            assertThatThrownBy(() -> BertFile.open(file))
                    .as("case %d, seed %d", i, SEED)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
