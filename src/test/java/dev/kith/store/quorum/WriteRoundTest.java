package dev.kith.store.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.store.StoreSettings;
import dev.kith.store.StoreWrite;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The promise of one write: an acknowledgement names agents that are here. */
class WriteRoundTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final int SECONDS = 30;

    private record Sent(int copy, ActorRef<StoreWrite.Answer> replyTo) {}

    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final CompletableFuture<Outcome<Copies.Written>> result = new CompletableFuture<>();

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    @Test
    void doesNotCountWhomItLostMeanwhile() throws Exception {
        var live = new AtomicInteger(2);
        KIT.spawn(WriteRound.create(parts(new Shape(1, 3, live::get, () -> 2))));
        sent(1).replyTo().tell(new StoreWrite.Synced("b"));
        isCountedBeside(0);

        live.set(1); // whoever that was
        sent(1);
        assertThat(result).isNotDone();
        sent(0).replyTo().tell(new StoreWrite.Synced("a"));

        assertThat(result.get(SECONDS, TimeUnit.SECONDS))
                .isEqualTo(Outcome.good(new Copies.Written(1)));
    }

    @Test
    void countsWhoHadItAlreadyOnceTheySaySoAgain() throws Exception {
        var live = new AtomicInteger(3);
        KIT.spawn(WriteRound.create(parts(new Shape(1, 2, live::get, () -> 2))));
        sent(1).replyTo().tell(new StoreWrite.Synced("b"));
        isCountedBeside(0);

        live.set(2);
        sent(1).replyTo().tell(new StoreWrite.Synced("b"));
        sent(0).replyTo().tell(new StoreWrite.Synced("a"));

        assertThat(result.get(SECONDS, TimeUnit.SECONDS))
                .isEqualTo(Outcome.good(new Copies.Written(2)));
    }

    /** Waits until only this copy is asked again and again. */
    private void isCountedBeside(int copy) throws InterruptedException {
        int times = 0;
        while (times < 2) {
            Sent next = sent.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("copy %d is asked", copy).isNotNull();
            times = next.copy() == copy ? times + 1 : 0;
        }
    }

    /** The next time that this copy is asked. */
    private Sent sent(int copy) throws InterruptedException {
        while (true) {
            Sent next = sent.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("copy %d is asked", copy).isNotNull();
            if (next.copy() == copy) return next;
        }
    }

    private WriteRound.Parts parts(Shape shape) {
        StoreSettings settings =
                StoreSettings.from(
                        ConfigFactory.parseString("write-retry = 20ms")
                                .withFallback(
                                        ConfigFactory.parseResources("kith/store.conf")
                                                .getConfig("kith.store"))
                                .resolve());
        return new WriteRound.Parts(
                false,
                0,
                shape,
                settings,
                (copy, replyTo) -> sent.add(new Sent(copy, replyTo)),
                _ -> {},
                result);
    }
}
