package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.node.LyingModel.Lie;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * G6, with whole agents: one of three computes wrong vectors. Both others find out and quarantine
 * it, none of them is accused, and in the end no vector of the liar is in the index: all are what
 * honest agents compute.
 */
class LiarsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> NAMES = List.of("mal", "ada", "ben");
    private static final int ALONE = 6;
    private static final int DOCUMENTS = 24;
    private static final int WORDS = 600;

    private final Random random = new Random(4);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Lie.class,
            names = {"RANDOM", "FIRST_WORDS"})
    void aLiarIsQuarantinedEverywhereAndItsWorkIsDoneAgain(Lie lie) throws Exception {
        try (var company = new Company(folder, NAMES, List.of(), PATIENCE)) {
            start(company, "mal", lie);
            String liar = company.did("mal");
            put(company, "mal", 0, ALONE);
            company.await(
                    "the liar works alone",
                    () -> company.authors("mal", ALONE).stream().allMatch(liar::equals));

            start(company, "ada", Lie.NONE);
            start(company, "ben", Lie.NONE);
            company.await(
                    "all see all", () -> NAMES.stream().allMatch(name -> company.up(name) == 3));
            put(company, "ada", ALONE, DOCUMENTS);
            for (String honest : List.of("ada", "ben")) {
                company.await(
                        "the liar is quarantined at " + honest,
                        () -> company.quarantined(honest).equals(List.of(liar)));
            }
            company.await(
                    "nothing of the liar is left",
                    () ->
                            company.authors("ada", DOCUMENTS).stream()
                                    .noneMatch(by -> by.isEmpty() || by.equals(liar)));

            for (int i = 0; i < DOCUMENTS; i++) {
                String path = "/v1/receipts/" + Company.id(i) + "?sample=64";
                company.await(
                        path, () -> company.get("ben", path).at("/sample/agreed").asInt() > 0);
                JsonNode sample = company.get("ben", path).path("sample");
                assertThat(sample.path("apart")).isEmpty();
            }
            assertThat(company.quarantined("ada")).containsExactly(liar);
            assertThat(company.quarantined("ben")).containsExactly(liar);
        }
    }

    private void put(Company company, String at, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            company.put(at, Company.id(i), Company.text(random, WORDS));
        }
    }

    private static void start(Company company, String name, Lie lie) throws Exception {
        company.start(name, new LyingModel(lie), UnaryOperator.identity());
        company.ready(name);
    }
}
