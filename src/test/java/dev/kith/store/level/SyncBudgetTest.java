package dev.kith.store.level;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.store.StoreSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The budget's promise: no more large pulls at once than may be, and none waits for nothing. */
class SyncBudgetTest {
    private static final long DELAY = 30_000;

    private long now;
    private final SyncBudget budget =
            new SyncBudget(
                    StoreSettings.from(
                            ConfigFactory.parseString(
                                            "kith.store { sync-pulls-max = 2, repair-delay = 30s }")
                                    .withFallback(ConfigFactory.load())
                                    .getConfig("kith.store")),
                    () -> Instant.ofEpochMilli(now));

    private final List<String> told = new ArrayList<>();

    @Test
    void tellsWhoWaitsOnceAPullHasEnded() {
        Runnable carl = () -> told.add("carl");
        Runnable dora = () -> told.add("dora");
        assertThat(budget.begin(() -> told.add("ann"))).isTrue();
        assertThat(budget.begin(() -> told.add("ben"))).isTrue();
        assertThat(budget.begin(carl)).isFalse();
        assertThat(budget.begin(dora)).isFalse();
        assertThat(told).isEmpty();

        budget.end();

        assertThat(told).containsExactlyInAnyOrder("carl", "dora");
        told.clear();
        assertThat(budget.begin(carl)).isTrue();
        assertThat(budget.begin(dora)).as("only one ended").isFalse();
        budget.end();
        assertThat(told).containsExactly("dora");
    }

    @Test
    void holdsBackForADelayAfterALoss() {
        budget.lost();
        now += DELAY - 1;
        assertThat(budget.holdsBack()).isTrue();
        now += 1;
        assertThat(budget.holdsBack()).isFalse();
    }

    @Test
    void doesNotHoldBackForEverWhereAgentsComeAndGoAllTheTime() {
        for (; now < 2 * DELAY; now += DELAY / 3) {
            budget.lost();
            assertThat(budget.holdsBack()).as("after " + now + " ms").isTrue();
        }
        for (; now < 10 * DELAY; now += DELAY / 3) {
            budget.lost();
            assertThat(budget.holdsBack()).as("after " + now + " ms").isFalse();
        }

        now += DELAY;
        budget.lost();

        assertThat(budget.holdsBack()).as("after some peace").isTrue();
    }

    @Test
    void tellsOnceHoweverOftenSomebodyAsked() {
        Runnable carl = () -> told.add("carl");
        budget.begin(() -> told.add("ann"));
        budget.begin(() -> told.add("ben"));
        for (int i = 0; i < 10; i++) assertThat(budget.begin(carl)).isFalse();

        budget.end();
        budget.end();

        assertThat(told).containsExactly("carl");
    }
}
