package dev.kith.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.kith.audit.commit.Commitment;
import dev.kith.audit.sample.Care;
import dev.kith.model.AgentId;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An agent earns being checked less, loses it at once, and what it did before is not forgotten. */
class AuditTest {
    private static final AgentId AGENT = new AgentId("did:key:z6Mkagent00001");
    private static final String MODEL = "model";
    private static final Commitment BATCH = new Commitment(ContentId.of("root"), 32);
    private static final long NOW = 1_000_000;

    private final Audit audit = new Audit(AuditSettings.shipped(), new SplittableRandom(9));
    private final Author author = new Author(AGENT, MODEL, 0.95, false);

    @Test
    void keepsTheOrderOfTheBatchWhoeverComputesWhat() {
        assertThat(new Draw(List.of(0, 2), List.of(1, 3)).all()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void checksTheFirstBatchWhollyAndThenLess() {
        assertThat(audit.draw(author, BATCH, Care.ORDINARY, NOW).all())
                .hasSize(32)
                .doesNotHaveDuplicates();
        assertThat(audit.canaryShare(author, Care.ORDINARY, NOW)).isEqualTo(2 / 64.0);

        audit.passed(AGENT, MODEL, 10);
        assertThat(audit.rate(author, Care.ORDINARY, NOW)).isEqualTo(0.1);
        assertThat(audit.canaryShare(author, Care.ORDINARY, NOW)).isEqualTo(1 / 64.0);

        audit.passed(AGENT, MODEL, 90);
        assertThat(audit.rate(author, Care.ORDINARY, NOW)).isEqualTo(0.03);
        assertThat(audit.canaryShare(author, Care.ORDINARY, NOW)).isEqualTo(0.05 / 64);
    }

    @Test
    void keepsStandingsApartByModel() {
        audit.passed(AGENT, MODEL, 100);
        var other = new Author(AGENT, "another", 0.95, false);
        assertThat(audit.rate(other, Care.ORDINARY, NOW)).isEqualTo(1);
    }

    @Test
    void computesItsOwnShareOfAllChunksItself() {
        audit.passed(AGENT, MODEL, 1000);
        int batches = 40_000;
        long own = 0;
        for (int i = 0; i < batches; i++) {
            own += audit.draw(author, BATCH, Care.ORDINARY, NOW).byUs().size();
        }
        double share = (double) own / batches / BATCH.leaves();
        assertThat(share).isGreaterThan(0.002 - 0.0003).isCloseTo(0.0027, within(0.0006));
    }

    @Test
    void checksLateAgentsMoreForAWhile() {
        audit.passed(AGENT, MODEL, 1000);
        audit.late(AGENT, MODEL, NOW);
        assertThat(audit.rate(author, Care.ORDINARY, NOW)).isEqualTo(0.06);
        assertThat(audit.rate(author, Care.ORDINARY, NOW + 3_600_000)).isEqualTo(0.03);
    }

    @Test
    void checksEverythingAfterAProof() {
        audit.passed(AGENT, MODEL, 1000);

        audit.failed(AGENT, MODEL);

        assertThat(audit.rate(author, Care.ORDINARY, NOW)).isEqualTo(1);
        assertThat(audit.standing(AGENT, MODEL).passes()).isZero();
    }

    @Test
    void forgetsStandingsBeyondItsLimitAndTreatsThemAsNewcomers() {
        var settings = AuditSettings.shipped();
        var small =
                new Audit(
                        new AuditSettings(
                                settings.verify(),
                                settings.collections(),
                                settings.sampling(),
                                settings.auditors(),
                                settings.canaries(),
                                settings.tolerances(),
                                new AuditSettings.Memory(
                                        settings.memory().proofLifetime(),
                                        2,
                                        settings.memory().judgedMax(),
                                        settings.memory().keepInterval(),
                                        settings.memory().sweepFirst(),
                                        settings.memory().sweepMax())),
                        new SplittableRandom(1));
        for (String model : List.of("a", "b", "c")) {
            small.passed(AGENT, model, 100);
        }
        assertThat(small.standing(AGENT, "a").passes()).isZero();
        assertThat(small.standing(AGENT, "c").passes()).isEqualTo(100);
    }

    @Test
    void standsAsBeforeAfterARestartAndKeepsTheLast() throws IOException {
        audit.passed(AGENT, MODEL, 40);
        audit.failed(AGENT, "failed");
        audit.late(AGENT, "late", NOW);
        var again = new Audit(AuditSettings.shipped(), new SplittableRandom(9));

        again.recall(AuditPage.read(audit.page().write()));

        for (String model : List.of(MODEL, "failed", "late", "unknown")) {
            assertThat(again.standing(AGENT, model)).isEqualTo(audit.standing(AGENT, model));
        }
        assertThat(again.page()).isEqualTo(audit.page());
    }

    @Test
    void readsNoStandingsFromWhatIsNone() {
        for (String junk :
                List.of(
                        "",
                        "null",
                        "[]",
                        "{}",
                        "{\"standings\":[null]}",
                        "{\"standings\":[{\"agent\":\"x\",\"model\":\"m\","
                                + "\"passes\":1,\"doubts\":0,\"lateUntil\":0}]}",
                        "{\"standings\":[{\"agent\":\"did:key:z6Mkagent00001\",\"model\":\"m\","
                                + "\"passes\":-1,\"doubts\":0,\"lateUntil\":0}]}")) {
            assertThatThrownBy(() -> AuditPage.read(junk.getBytes(UTF_8)))
                    .as(junk)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesSettingsThatCannotBeNamingTheKey() {
        Map.of(
                        "sampling.trusted-floor", "0",
                        "sampling.critical-floor", "1.5",
                        "auditors.issues-max", "2",
                        "canaries.uses-max", "0",
                        "tolerances.cosine-full", "-1",
                        "memory.proof-lifetime", "0s",
                        "verify", "sometimes",
                        "collections", "books=quorum:9")
                .forEach((key, value) -> {
                    var wrong =
                            ConfigFactory.parseMap(Map.of("kith.audit." + key, value))
                                    .withFallback(ConfigFactory.load("application"))
                                    .getConfig("kith.audit");
                    assertThatThrownBy(() -> AuditSettings.from(wrong))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("kith.audit." + key);
                });
    }

    @Test
    void readsCollectionsFromAListAndFromTheEnvironmentsOneLine() {
        var config = ConfigFactory.load("application").getConfig("kith.audit");
        for (Object given : List.of(List.of("a.b=quorum:2", "c=none"), "a.b = quorum:2, c=none")) {
            var demands =
                    AuditSettings.from(
                                    ConfigFactory.parseMap(Map.of("collections", given))
                                            .withFallback(config))
                            .demands();
            assertThat(demands.of(new CollectionName("a.b")).word()).isEqualTo("quorum:2");
            assertThat(demands.of(new CollectionName("c")).word()).isEqualTo("none");
            assertThat(demands.of(new CollectionName("d")).word()).isEqualTo("adaptive");
        }
        assertThat(AuditSettings.from(config).demands().own()).isEmpty();
    }
}
