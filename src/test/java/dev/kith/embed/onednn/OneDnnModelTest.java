package dev.kith.embed.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.onnx.OnnxModel;
import dev.kith.embed.profile.Instructions;
import dev.kith.embed.profile.ModelFiles;
import dev.kith.embed.profile.ModelProfile;
import dev.kith.embed.profile.ModelProfile.Source;
import dev.kith.embed.profile.Natives;
import dev.kith.embed.profile.Pooling;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The faster engine gives the vectors of the slower one, and the same bits in any company. Needs a
 * processor with AMX: elsewhere these numbers are emulated, too slowly for a test. More lengths
 * with {@code -Dengine.lengths=510}, other texts with {@code -Dengine.seed=…}.
 */
class OneDnnModelTest {
    private static final Path CACHE = Path.of("target/cache");
    private static final double COSINE_MIN = 0.9999;
    private static final long SEED = Long.getLong("engine.seed", 20261123L);
    private static final int LENGTHS = Integer.getInteger("engine.lengths", 40);

    /** Words with the special tokens around them fill the model. */
    private static final int WORDS_MAX = 510;

    /** One token each. */
    private static final List<String> WORDS =
            List.of(
                    "the", "sea", "rises", "and", "falls", "twice", "a", "day", "on", "most",
                    "because", "moon", "pulls", "water", "little", "more", "than", "earth", "keys",
                    "boat", "house", "seven", "agreed", "roof", ",", ".", "(", ")", "7", "42");

    @BeforeAll
    static void needsAmx() {
        assumeTrue(Natives.hasOneDnn() && Instructions.has("amx_bf16"), "no AMX here");
    }

    private final Random random = new Random(SEED);

    @Test
    void givesBgeSmallsVectorsAtEveryLength() {
        comparesAtEveryLength(ModelProfile.FULL, LENGTHS);
    }

    @Test
    void givesMiniLmsVectorsAtEveryLength() throws IOException {
        var files = Files.createDirectories(CACHE.resolve("minilm-full"));
        Path model = files.resolve("model.onnx");
        try (var in = ClassLoader.getSystemResourceAsStream("all-minilm-l6-v2.onnx")) {
            if (Files.notExists(model)) Files.write(model, in.readAllBytes());
        }
        var profile =
                new ModelProfile(
                        "all-MiniLM-L6-v2",
                        new Source.InFolder(model),
                        ModelProfile.FAST.tokenizer(),
                        "full",
                        Pooling.MEAN,
                        "",
                        "",
                        512,
                        0);

        comparesAtEveryLength(profile, LENGTHS / 2);
    }

    private void comparesAtEveryLength(ModelProfile profile, int lengths) {
        try (var model = open(profile, 1);
                var reference = OnnxModel.open(profile, CACHE, 1)) {
            ToDoubleFunction<String> cosine =
                    text -> model.passage(text).cosine(reference.passage(text));
            for (int words : lengths(lengths)) {
                String text = text(words);
                assertThat(cosine.applyAsDouble(text))
                        .as("%d words, seed %d: %s", words, SEED, text)
                        .isGreaterThanOrEqualTo(COSINE_MIN);
            }
            assertThat(cosine.applyAsDouble("")).isGreaterThanOrEqualTo(COSINE_MIN);
            assertThat(cosine.applyAsDouble(text(3 * WORDS_MAX)))
                    .as("what is beyond the model's length is cut")
                    .isGreaterThanOrEqualTo(COSINE_MIN);
            assertThat(model.query("moon"))
                    .isEqualTo(model.passage(profile.queryPrefix() + "moon"));
            assertThat(model.identity()).isEqualTo(reference.identity());
        }
    }

    /** Both ends, what lies at the edges of tiles, and some between. */
    private List<Integer> lengths(int count) {
        if (count >= WORDS_MAX) return IntStream.rangeClosed(1, WORDS_MAX).boxed().toList();
        List<Integer> lengths = new ArrayList<>(List.of(1, 13, 14, 15, 30, 254, 255, 509, 510));
        while (lengths.size() < count) lengths.add(1 + random.nextInt(WORDS_MAX));
        return lengths;
    }

    @Test
    void givesTheSameBitsAloneAndInAnyCompany() {
        try (var model = open(ModelProfile.FULL, 1)) {
            for (int round = 0; round < 12; round++) {
                List<String> texts =
                        IntStream.range(0, 1 + random.nextInt(12))
                                .mapToObj(_ -> text(1 + random.nextInt(1 << random.nextInt(9))))
                                .toList();
                List<UnitVector> together = model.passages(texts);

                List<UnitVector> alone = texts.stream().map(model::passage).toList();
                assertThat(together).as("round %d, seed %d", round, SEED).isEqualTo(alone);
            }
        }
    }

    @Test
    void givesTheSameBitsOnEveryThread() throws Exception {
        List<String> texts = IntStream.range(1, 30).mapToObj(i -> text(5 * i)).toList();
        try (var model = open(ModelProfile.FULL, 3);
                var threads = Executors.newFixedThreadPool(3)) {
            List<UnitVector> alone = texts.stream().map(model::passage).toList();
            List<Callable<UnitVector>> all =
                    texts.stream()
                            .map(text -> (Callable<UnitVector>) () -> model.passage(text))
                            .toList();

            List<UnitVector> beside = new ArrayList<>();
            for (Future<UnitVector> each : threads.invokeAll(all)) beside.add(each.get());
            assertThat(beside).isEqualTo(alone);
        }
    }

    @Test
    void takesNoMoreTextsOnceClosed() {
        EmbeddingModel model = open(ModelProfile.FULL, 1);
        model.close();

        assertThatThrownBy(() -> model.passage("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesMoreTokensThanTheModelHasPositions() {
        var full = ModelProfile.FULL;
        var longer =
                new ModelProfile(
                        full.name(),
                        full.model(),
                        full.tokenizer(),
                        full.numericClass(),
                        full.pooling(),
                        "",
                        "",
                        1024,
                        0);

        assertThatThrownBy(() -> open(longer, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes 512 tokens, fewer than tokens-max, 1024");
    }

    @Test
    void givesItsMemoryBack() throws IOException {
        openAndClose(2);
        long before = nativeBytes();
        openAndClose(8);

        assertThat(nativeBytes() - before)
                .as("eight models are some 500 MB where none is freed")
                .isLessThan(150_000_000);
    }

    private static OneDnnModel open(ModelProfile profile, int predictors) {
        return OneDnnModel.open(
                profile,
                ModelFiles.prepare(profile, CACHE),
                Natives.prepareOneDnn(CACHE),
                predictors);
    }

    private void openAndClose(int times) {
        for (int i = 0; i < times; i++) {
            try (var model = open(ModelProfile.FULL, 2)) {
                model.passage(text(100));
            }
        }
    }

    /** What this process has of its own, without Java's heap. */
    private static long nativeBytes() throws IOException {
        long kilobytes =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return kilobytes * 1024 - heap.getCommitted();
    }

    private String text(int words) {
        return IntStream.range(0, words)
                .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }
}
