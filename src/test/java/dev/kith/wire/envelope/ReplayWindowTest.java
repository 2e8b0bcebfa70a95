package dev.kith.wire.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Nothing is opened twice while it could pass, and who sends too much shuts out nobody else. */
class ReplayWindowTest {
    private static final AgentId ANNA = EnvelopeCast.ANNA.id();
    private static final AgentId BEN = EnvelopeCast.BEN.id();

    @Test
    void refusesOneThatSendsTooMuchAndNobodyElse() {
        var window = new ReplayWindow(Duration.ofMillis(100), 10, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(window.admit(ANNA, "n" + i, 0)).isEqualTo(ReplayWindow.Verdict.NEW);
        }

        assertThat(window.admit(ANNA, "n3", 0)).isEqualTo(ReplayWindow.Verdict.SHARE_FULL);
        assertThat(window.admit(ANNA, "n0", 0)).isEqualTo(ReplayWindow.Verdict.SEEN);
        assertThat(window.admit(BEN, "n0", 0)).isEqualTo(ReplayWindow.Verdict.NEW);
        assertThat(window.admit(ANNA, "n3", 101)).isEqualTo(ReplayWindow.Verdict.NEW);
    }

    @Test
    void refusesEverybodyRatherThanForget() {
        var window = new ReplayWindow(Duration.ofMillis(100), 2, 2);
        window.admit(ANNA, "one", 0);
        window.admit(BEN, "one", 0);

        assertThat(window.admit(BEN, "two", 100)).isEqualTo(ReplayWindow.Verdict.FULL);
        assertThat(window.admit(BEN, "two", 101)).isEqualTo(ReplayWindow.Verdict.NEW);
    }

    /** The same as a plain map of what was admitted when, whatever comes in whatever order. */
    @RepeatedTest(20)
    void neverAdmitsTheSameTwiceWithinItsTime(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var window = new ReplayWindow(Duration.ofMillis(50), 20, 8);
        Map<String, Long> admitted = new HashMap<>();
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            now += random.nextInt(6);
            long time = now;
            AgentId sender = random.nextInt(4) == 0 ? BEN : ANNA;
            String nonce = "n" + random.nextInt(30);
            String name = sender.did() + nonce;
            admitted.values().removeIf(at -> at + 50 < time);
            long own = admitted.keySet().stream().filter(n -> n.startsWith(sender.did())).count();

            var verdict = window.admit(sender, nonce, now);

            var expected =
                    admitted.containsKey(name)
                            ? ReplayWindow.Verdict.SEEN
                            : own >= 8 ? ReplayWindow.Verdict.SHARE_FULL : ReplayWindow.Verdict.NEW;
            assertThat(verdict)
                    .as("seed %d", repetition.getCurrentRepetition())
                    .isEqualTo(expected);
            if (verdict == ReplayWindow.Verdict.NEW) admitted.put(name, now);
        }
    }
}
