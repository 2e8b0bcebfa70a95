package dev.kith.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever closes has everything back. */
class LentTest {

    @Test
    void waitsForWhatIsLentWhenClosed() throws InterruptedException {
        var predictors = new Lent<>(List.of("one", "two"));
        String lent = predictors.take();

        var closing = Thread.ofPlatform().start(predictors::close);
        while (closing.getState() != Thread.State.WAITING) Thread.onSpinWait();
        assertThatThrownBy(predictors::take).isInstanceOf(IllegalStateException.class);
        predictors.giveBack(lent);

        assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
    }
}
