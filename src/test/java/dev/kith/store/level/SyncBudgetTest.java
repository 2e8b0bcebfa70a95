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
    private final SyncBudget budget =
            new SyncBudget(
                    StoreSettings.from(
                            ConfigFactory.parseString("kith.store.sync-pulls-max = 2")
                                    .withFallback(ConfigFactory.load())
                                    .getConfig("kith.store")),
                    () -> Instant.EPOCH);

    @Test
    void tellsWhoWaitsOnceAPullHasEnded() {
        var told = new ArrayList<String>();
        assertThat(budget.begin(() -> told.add("a"))).isTrue();
        assertThat(budget.begin(() -> told.add("b"))).isTrue();
        assertThat(budget.begin(() -> told.add("c"))).isFalse();
        assertThat(budget.begin(() -> told.add("d"))).isFalse();
        assertThat(told).isEmpty();

        budget.end();

        assertThat(told).isEqualTo(List.of("c", "d"));
        assertThat(budget.begin(() -> told.add("c"))).isTrue();
        assertThat(budget.begin(() -> told.add("d"))).as("only one ended").isFalse();
        budget.end();
        assertThat(told).isEqualTo(List.of("c", "d", "d"));
    }
}
