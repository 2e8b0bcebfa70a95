package dev.kith.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.kith.model.AgentId;
import dev.kith.reputation.Notebook;
import dev.kith.reputation.Raters;
import dev.kith.reputation.karma.KarmaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Whoever has done more for an agent gets more of it when it is busy. */
class RegardTest {
    private static final AgentId SELF = Raters.agent(0);
    private static final AgentId ASKER = Raters.agent(1);
    private static final KarmaSettings SETTINGS =
            KarmaSettings.from(
                    ConfigFactory.load("application")
                            .getConfig("kith.karma")
                            .withValue("quota-base", ConfigValueFactory.fromAnyRef(2))
                            .withValue("quota-per-karma", ConfigValueFactory.fromAnyRef(0.5))
                            .withValue("askers-max", ConfigValueFactory.fromAnyRef(10)));

    private final AtomicLong now = new AtomicLong(Raters.START);
    private final Notebook notebook = new Notebook();
    private final Regard regard =
            new Regard(SELF, notebook, SETTINGS, () -> Instant.ofEpochMilli(now.get()));

    private int taken(AgentId asker) {
        int taken = 0;
        while (taken < 50 && regard.take(asker).isEmpty()) taken++;
        return taken;
    }

    @Test
    void weighsAnAskerByItsKarma() {
        assertThat(regard.weight(ASKER)).isEqualTo(1);
        notebook.karma.put(ASKER, 7.0);
        assertThat(regard.weight(ASKER)).isCloseTo(4, Offset.offset(1e-9));
    }

    @Test
    void givesAnAskerWithKarmaMoreRequests() {
        assertThat(taken(Raters.agent(2))).isEqualTo(2);
        notebook.karma.put(ASKER, 6.0);
        assertThat(taken(ASKER)).isEqualTo(5);
    }

    @Test
    void saysHowLongUntilThereIsRoomAndKeepsItsWord() {
        taken(ASKER);
        Duration wait = regard.take(ASKER).orElseThrow();
        assertThat(wait).isEqualTo(Duration.ofSeconds(30));

        now.addAndGet(wait.toMillis());

        assertThat(taken(ASKER)).isEqualTo(1);
    }

    @Test
    void neverRefusesItself() {
        assertThat(taken(SELF)).isEqualTo(50);
    }

    @Test
    void remembersNoMoreAskersThanItMay() {
        taken(ASKER);
        for (int i = 10; i < 20; i++) taken(Raters.agent(i));

        assertThat(taken(ASKER)).as("forgotten, so that its quota is full again").isEqualTo(2);
    }
}
