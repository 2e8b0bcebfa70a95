package dev.kith.cli.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.cli.terminal.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings have one shape for programs, and say to people what was measured and on what. */
class FindingsTest {
    private final Findings findings = new Findings();

    @Test
    void hasTheShapeThatProgramsRely() {
        findings.engine("onnxruntime-1.26.0", "avx2");
        findings.ratio("ingest_vs_bare_engine", new Spread(0.8, 0.9, 1, 3));
        findings.figure("chunks", 12);
        findings.figure("pool_texts_per_second", List.of(10.0, 30.0, 20.0));
        findings.note("One copy.");

        JsonNode json = findings.json();

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("machine", "engine", "ratios", "figures");
        assertThat(json.path("engine").asText()).isEqualTo("onnxruntime-1.26.0 on avx2");
        assertThat(json.path("ratios").fieldNames())
                .toIterable()
                .containsExactly("ingest_vs_bare_engine");
        assertThat(json.path("ratios").path("ingest_vs_bare_engine").asDouble()).isEqualTo(0.9);
        JsonNode figures = json.path("figures");
        assertThat(figures.path("chunks").asInt()).isEqualTo(12);
        assertThat(figures.path("pool_texts_per_second").asDouble()).isEqualTo(20);
        assertThat(figures.path("notes").path(0).asText()).isEqualTo("One copy.");
        JsonNode spread = figures.path("spread").path("ingest_vs_bare_engine");
        assertThat(spread.fieldNames())
                .toIterable()
                .containsExactly("min", "median", "max", "count");
        assertThat(spread.path("count").asInt()).isEqualTo(3);
    }

    @Test
    void tellsTheMachine() {
        JsonNode machine = findings.json().path("machine");

        assertThat(machine.path("cores").asInt()).isPositive();
        assertThat(machine.path("memory_bytes").asLong()).isPositive();
        for (String word : List.of("processor", "system", "jvm")) {
            assertThat(machine.path(word).asText()).as(word).isNotBlank();
        }
        assertThat(machine.path("load_begin").isNumber()).isTrue();
        assertThat(machine.path("load_end").isNumber()).isTrue();
    }

    @Test
    void showsPeopleTheSame() {
        findings.engine("onnxruntime-1.26.0", "avx2");
        findings.ratio("ingest_vs_bare_engine", new Spread(0.8, 0.9, 1, 3));
        findings.figure("bare_engine_chunks_per_second", List.of(1234.5));
        findings.figure("chunks", 12);

        List<String> lines = findings.lines(new Style(false));

        assertThat(lines).contains("Engine onnxruntime-1.26.0 on avx2", "chunks: 12");
        assertThat(lines).anyMatch(l -> l.matches("ingest vs bare engine +0.800 +0.900 +1.000 +3"));
        assertThat(lines).anyMatch(l -> l.startsWith("bare engine chunks per second  1,23"));
        assertThat(lines).anyMatch(line -> line.startsWith("Load "));
    }

    @Test
    void readsTheProcessorsNameOfLinux() {
        List<String> info = List.of("processor\t: 0", "model name\t: Some CPU @ 2 GHz", "flags: x");

        assertThat(Machine.processor(info, "amd64")).isEqualTo("Some CPU @ 2 GHz");
        assertThat(Machine.processor(List.of("Hardware : board"), "aarch64")).isEqualTo("aarch64");
    }
}
