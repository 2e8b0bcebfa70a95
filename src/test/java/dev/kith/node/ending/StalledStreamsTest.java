package dev.kith.node.ending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stay ends though streams of its transport do not. */
class StalledStreamsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActorTestKit kit = ActorTestKit.create();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void endsStreamsOfEveryMaterializer() {
        var shared = SystemMaterializer.get(kit.system()).materializer();
        var own = Materializer.createMaterializer(() -> kit.system().classicSystem());
        var endless = List.of(endless(shared), endless(own));

        StalledStreams.stopNow(kit.system());

        assertThat(endless)
                .allSatisfy(end ->
                        assertThat(end)
                                .failsWithin(PATIENCE)
                                .withThrowableThat()
                                .withCauseInstanceOf(AbruptStageTerminationException.class));
    }

    @Test
    void mindsNothingThatEndsInTime() {
        StalledStreams.stopAtTheEnd(kit.system());

        CoordinatedShutdown.get(kit.system()).runAll(CoordinatedShutdown.jvmExitReason());

        assertThat(kit.system().getWhenTerminated().toCompletableFuture()).succeedsWithin(PATIENCE);
    }

    private static CompletableFuture<Done> endless(Materializer materializer) {
        return Source.<Integer>never().runWith(Sink.ignore(), materializer).toCompletableFuture();
    }
}
