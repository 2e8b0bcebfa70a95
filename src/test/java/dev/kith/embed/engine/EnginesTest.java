package dev.kith.embed.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.embed.probe.Probe;
import dev.kith.embed.profile.EngineChoice;
import dev.kith.embed.profile.Instructions;
import dev.kith.embed.profile.ModelFiles;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.embed.profile.Natives;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model runs on the fastest engine that gives its vectors, and on ONNX Runtime otherwise. */
class EnginesTest {
    private static final Path CACHE = Path.of("target/cache");

    @TempDir private Path folder;

    @Test
    void runsEightBitModelsOnOnnxRuntime() {
        try (var model = Engines.open(EngineChoice.AUTO, ModelProfile.FAST, CACHE, 1)) {
            assertThat(model.engine()).startsWith("onnxruntime-");
        }
    }

    @Test
    void runsFullModelsOnOneDnnWhereThereIsAmx() {
        needsAmx();
        try (var model = Engines.open(EngineChoice.AUTO, ModelProfile.FULL, CACHE, 1)) {
            assertThat(model.engine()).isEqualTo("onednn-3.11-bf16");
            assertThat(model.instructions()).isEqualTo("amx");
        }
    }

    @Test
    void runsThemOnOnnxRuntimeWhereThatIsWanted() {
        try (var model = Engines.open(EngineChoice.ONNX_RUNTIME, ModelProfile.FULL, CACHE, 1)) {
            assertThat(model.engine()).startsWith("onnxruntime-");
        }
    }

    @Test
    void saysWhyItCannotRunAModelOnOneDnn() {
        assertThatThrownBy(() -> Engines.open(EngineChoice.ONE_DNN, ModelProfile.FAST, CACHE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("numeric class full");
    }

    @Test
    void fallsBackWhereTheVectorsAreOthers() throws IOException {
        needsAmx();
        Path model = ModelFiles.prepare(ModelProfile.FULL, folder).model();
        writeOtherVectors(model.resolveSibling("model.onnx.probes"));

        assertThatThrownBy(() -> Engines.open(EngineChoice.ONE_DNN, ModelProfile.FULL, folder, 1))
                .hasMessageContaining("probe tides has cosine");
        try (var opened = Engines.open(EngineChoice.AUTO, ModelProfile.FULL, folder, 1)) {
            assertThat(opened.engine()).startsWith("onnxruntime-");
        }
    }

    @Test
    void fallsBackWhereTryingEndedTheProcessTwice() throws Exception {
        needsAmx();
        Path natives = Natives.prepareOneDnn(folder).folder();
        leaveMark(natives);
        open("onednn-");
        leaveMark(natives);
        open("onnxruntime-");

        assertThatThrownBy(() -> Engines.open(EngineChoice.ONE_DNN, ModelProfile.FULL, folder, 1))
                .hasMessageContaining("delete the files trial-* in " + natives);
    }

    @Test
    void countsNoTrialThatIsUnderWay() throws IOException {
        var trials = new Trials(folder);
        try (var _ = trials.begin()) {
            Files.createFile(
                    folder.resolve(
                            "trial-" + ProcessHandle.current().parent().orElseThrow().pid()));

            assertThat(trials.areDeadly()).isFalse();
        }
        assertThat(folder.resolve("trial-" + ProcessHandle.current().pid())).doesNotExist();
    }

    private void open(String engine) {
        try (var model = Engines.open(EngineChoice.AUTO, ModelProfile.FULL, folder, 1)) {
            assertThat(model.engine()).startsWith(engine);
        }
    }

    /** As a process leaves it that ended at a trial. */
    private static void leaveMark(Path natives) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Files.createFile(natives.resolve("trial-" + process.pid()));
    }

    private static void writeOtherVectors(Path file) throws IOException {
        int width = ModelProfile.FULL.dimension();
        int count = Probe.texts().size();
        var all = ByteBuffer.allocate(count * width * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) all.putFloat(i * width * 4, 1);
        Files.write(file, all.array());
    }

    private static void needsAmx() {
        assumeTrue(Natives.hasOneDnn() && Instructions.has("amx_bf16"), "no AMX here");
    }
}
