package dev.kith.embed.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.embed.profile.ModelProfile.Source;
import dev.kith.embed.profile.Pooling;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's promise: meaning becomes direction, and the same text the same bits. */
class OnnxModelTest {
    private static final Path CACHE = Path.of("target/cache");
    private static final OnnxModel MODEL = OnnxModel.open(ModelProfile.BGE_SMALL, CACHE, 2);

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void saysWhatItIs() {
        var identity = MODEL.identity();

        assertThat(identity.name()).isEqualTo("bge-small-en-v1.5");
        assertThat(identity.dimension()).isEqualTo(384);
        assertThat(identity.pooling()).isEqualTo("cls");
        assertThat(identity.numericClass()).isEqualTo("int8");
        assertThat(identity.model().cid()).startsWith("bafkrei");
        assertThat(MODEL.engine()).isEqualTo("onnxruntime-1.26.0");
        assertThat(MODEL.instructions()).isNotBlank();
    }

    @Test
    void putsCloseWhatMeansTheSame() {
        var cat = MODEL.passage("A cat sleeps on the sofa.");
        var kitten = MODEL.passage("The kitten is napping on the couch.");
        var rates = MODEL.passage("The central bank raised its interest rates again.");

        assertThat(cat.cosine(kitten)).isBetween(0.75, 0.95);
        assertThat(cat.cosine(rates)).isBetween(0.25, 0.55);
        assertThat(MODEL.query("monetary policy").cosine(rates))
                .isGreaterThan(MODEL.query("monetary policy").cosine(cat) + 0.1);
    }

    @Test
    void putsThePrefixBeforeQueriesOnly() {
        String text = "monetary policy";

        assertThat(MODEL.query(text))
                .isEqualTo(MODEL.passage(MODEL.identity().queryPrefix() + text));
        assertThat(MODEL.query(text)).isNotEqualTo(MODEL.passage(text));
    }

    @Test
    void givesTheSameBitsAloneInAPoolAndOnEveryThread() throws Exception {
        List<String> texts =
                IntStream.range(0, 24)
                        .mapToObj(i -> "Sentence about thing " + i + ". ".repeat(i))
                        .toList();
        List<UnitVector> alone = texts.stream().map(MODEL::passage).toList();

        var factory = Thread.ofPlatform().daemon().name("onnx-test-", 0).factory();
        try (var pool = EmbeddingPool.start(MODEL, 4, 256, factory, InstantSource.system())) {
            var pooled = pool.submit(false, texts).orElseThrow();
            assertThat(pooled.toCompletableFuture().get(60, TimeUnit.SECONDS)).isEqualTo(alone);
        }
        Callable<List<UnitVector>> all = () -> texts.stream().map(MODEL::passage).toList();
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (Future<List<UnitVector>> each : threads.invokeAll(List.of(all, all, all))) {
                assertThat(each.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void seesTheFirstTokensOfALongTextOnly() {
        String head = "whale ".repeat(510); // with the two special tokens, 512

        var cut = MODEL.passage(head + "interest rates ".repeat(5_000));

        assertThat(cut).isEqualTo(MODEL.passage(head));
        assertThat(MODEL.passage("whale ".repeat(509) + "rates")).isNotEqualTo(cut);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\0", "\uD83D", "\uDE00x", "😀", "שלום", "[SEP]", "\uFFFD", "\n\n"})
    void embedsOddText(String odd) {
        assertThat(MODEL.passage(odd).components()).hasSize(384);
        assertThat(MODEL.passage(odd)).isEqualTo(MODEL.passage(odd));
    }

    @Test
    void embedsAMegabyteWithoutASpace() {
        assertThat(MODEL.passage("x".repeat(1 << 20)).components()).hasSize(384);
    }

    @Test
    void refusesToRunOnceClosed() {
        var model = OnnxModel.open(ModelProfile.FAST, CACHE, 1);
        model.close();

        assertThatThrownBy(() -> model.passage("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAFileThatIsNoModel(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "not a model");
        var profile =
                new ModelProfile(
                        "broken",
                        new Source.InFolder(file),
                        ModelProfile.FAST.tokenizer(),
                        "full",
                        Pooling.MEAN,
                        "",
                        "",
                        512,
                        0);

        assertThatThrownBy(() -> OnnxModel.open(profile, CACHE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }
}
