package dev.kith.cli.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.cli.bench.material.Material;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.embed.profile.ModelProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The benchmark of the engine compares pool and bare loop; of what is not here it says nothing. */
class EngineBenchTest {
    private static final Map<String, String> CACHE =
            Map.of("KITH_NODE_CACHE", Path.of("target/cache").toAbsolutePath().toString());

    @Test
    void givesTheRatioThatItMeasured() {
        var findings = new Findings();
        var limits = new Limits(1, Duration.ofMinutes(5), 0);
        try (Engine engine = Engine.open(ModelProfile.FAST, CACHE)) {
            new EngineBench(engine, Material.generated(1), 40, InstantSource.system())
                    .run(ModelProfile.FAST, limits, (_, _) -> {}, findings);
        }

        JsonNode json = findings.json();
        assertThat(json.path("ratios").fieldNames())
                .toIterable()
                .containsExactly("engine_vs_bare_loop");
        assertThat(json.path("ratios").path("engine_vs_bare_loop").asDouble()).isPositive();
        assertThat(json.path("engine").asText()).startsWith("onnxruntime-").contains(" on ");
        assertThat(json.path("figures").path("chunks_each_turn").asInt()).isBetween(40, 60);
        assertThat(json.path("figures").path("model").asText()).isEqualTo("all-MiniLM-L6-v2");
        assertThat(json.path("figures").path("pool_texts_per_second").asDouble()).isPositive();
    }

    @Test
    void loopsOverEachOnceOnAnyNumberOfThreads() {
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        List<Integer> things = IntStream.range(0, 1000).boxed().toList();

        BareLoop.each(things, 3, seen::add);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(things);
    }
}
