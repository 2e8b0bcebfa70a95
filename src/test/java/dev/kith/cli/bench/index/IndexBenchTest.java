package dev.kith.cli.bench.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.cli.bench.material.Cloud;
import dev.kith.cli.bench.measure.Findings;
import dev.kith.cli.bench.measure.Limits;
import dev.kith.store.index.IndexSettings;
import dev.kith.vector.UnitVector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions and bare Lucene have the same vectors and are compared where both find enough. */
class IndexBenchTest {
    private static final int VECTORS = 1_000;

    @TempDir Path folder;

    @Test
    void comparesAtEqualRecall() {
        var findings = new Findings();
        var limits = new Limits(2, Duration.ofMinutes(5), 0);

        new IndexBench(VECTORS, 20, 1, InstantSource.system())
                .run(folder, limits, (_, _) -> {}, findings);

        JsonNode json = findings.json();
        assertThat(json.path("ratios").path("search_qps_vs_lucene").asDouble()).isPositive();
        for (String name : List.of("partitions_recall_at_10", "lucene_recall_at_10")) {
            assertThat(json.path("figures").path(name).asDouble()).as(name).isBetween(0.98, 1.0);
        }
        assertThat(json.path("figures").path("vectors").asInt()).isEqualTo(VECTORS);
    }

    @Test
    void bothFindAVectorByItself() {
        var cloud = new Cloud(1, 384);
        IndexSettings settings = IndexSettings.standard();
        try (Partitions own = Partitions.build(folder.resolve("a"), settings, 4, cloud, 300);
                BareIndex bare = BareIndex.build(folder.resolve("b"), settings, cloud, 300)) {
            for (int number : new int[] {0, 7, 123, 299}) {
                UnitVector query = cloud.vector(number);
                assertThat(own.nearest(query, 10, 30)).hasSize(10).startsWith(number);
                assertThat(bare.nearest(query, 10, 30)).hasSize(10).startsWith(number);
            }
        }
    }

    @Test
    void knowsTheTruth() {
        var cloud = new Cloud(1, 16);
        List<UnitVector> queries = IntStream.range(0, 5).mapToObj(cloud::vector).toList();
        Truth truth = Truth.of(cloud, 50, queries, 1);

        assertThat(truth.recall(new Answering(queries), 1)).isEqualTo(1);
        assertThat(Truth.of(cloud, 50, queries, 2).recall(new Answering(queries), 2))
                .isEqualTo(0.5);
    }

    /** Finds each query itself and nothing else. */
    private record Answering(List<UnitVector> queries) implements Rival {
        @Override
        public int[] nearest(UnitVector query, int wanted, int effort) {
            return new int[] {queries.indexOf(query)};
        }

        @Override
        public void close() {}
    }
}
