package dev.kith.cli.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.cli.bench.engine.Engine;
import dev.kith.cli.bench.material.Material;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.cli.bench.measure.Turns;
import dev.kith.cli.client.Surroundings;
import dev.kith.cli.terminal.Console;
import dev.kith.embed.profile.ModelProfile;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks of agents that run give the ratios that they measured, in the least size there is. */
class LiveBenchTest {
    private static final String MODEL = "fast";
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "KITH_NODE_CACHE",
                    Path.of("target/cache").toAbsolutePath().toString(),
                    "KITH_AGENT_OPTS",
                    "-Xmx400m");
    private static final Surroundings SURROUNDINGS =
            new Surroundings(
                    silent(),
                    ENVIRONMENT,
                    InstantSource.system(),
                    time -> LockSupport.parkNanos(time.toNanos()),
                    new SecureRandom());
    private static final Limits ONCE = new Limits(1, Duration.ofMinutes(5), 0);
    private static final Turns.Listener NOBODY = (_, _) -> {};
    private static final Engine ENGINE = Engine.open(ModelProfile.FAST, ENVIRONMENT);
    private static final Material MATERIAL = Material.generated(1);

    @TempDir Path folder;

    private final Findings findings = new Findings();

    private static Console silent() {
        var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var nothing = new ByteArrayInputStream(new byte[0]);
        return new Console(nothing, nowhere, nowhere, false, false, 80, true);
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private void measured(String... ratios) {
        JsonNode json = findings.json();
        assertThat(json.path("ratios").fieldNames()).toIterable().containsExactlyInAnyOrder(ratios);
        for (String ratio : ratios) {
            double value = json.path("ratios").path(ratio).asDouble();
            assertThat(value).as(ratio).isPositive().isFinite();
        }
    }

    private JsonNode figure(String name) {
        return findings.json().path("figures").path(name);
    }

    @Test
    void ingests() {
        var models = new IngestBench.Models(MODEL, ModelProfile.FAST);

        new IngestBench(ENGINE, MATERIAL, 20, SURROUNDINGS)
                .run(models, folder, ONCE, NOBODY, findings);

        measured("ingest_vs_bare_engine", "three_agents_vs_one");
        assertThat(figure("chunks_stored").asInt()).isEqualTo(figure("chunks_each_turn").asInt());
    }

    @Test
    void searches() {
        new SearchBench(ENGINE, MATERIAL, new SearchBench.Size(20, 3), SURROUNDINGS)
                .run(MODEL, folder, ONCE, NOBODY, findings);

        measured("search_p50_vs_query_embedding", "search_p99_vs_query_embedding");
        assertThat(figure("chunks").asInt()).isGreaterThanOrEqualTo(20);
        assertThat(figure("searches_per_second").asDouble()).isPositive();
    }

    @Test
    void grows() {
        var size = new GrowBench.Size(List.of(40, 10), 10);

        new GrowBench(ENGINE.model().tokenizer(), MATERIAL, size, SURROUNDINGS)
                .run(MODEL, folder, ONCE, NOBODY, findings);

        measured("grow_40_vs_10");
        assertThat(figure("chunks_at_40").asInt()).isGreaterThan(figure("chunks_at_10").asInt());
        assertThat(figure("disk_bytes_at_40").asLong()).isPositive();
        assertThat(figure("seconds_per_document_at_10").asDouble()).isPositive();
    }

    @Test
    void starts() {
        new StartBench(MODEL, folder, SURROUNDINGS).run(ONCE, NOBODY, findings);

        assertThat(figure("start_plain_seconds").asDouble()).isPositive();
        boolean archived = figure("archive_bytes").asLong() > 0;
        if (archived) measured("start_archive_vs_plain");
        else measured();
    }
}
