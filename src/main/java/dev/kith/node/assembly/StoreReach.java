package dev.kith.node.assembly;

import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/** Whether the whole store can be reached from here: asks every partition until all answer. */
record StoreReach(ActorSystem<?> system, Copies copies, int partitions) {
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Done once every partition has answered, all in one round. */
    CompletionStage<Void> await() {
        return allAnswer()
                .thenCompose(all ->
                        all
                                ? CompletableFuture.completedFuture(null)
                                : later().thenCompose(_ -> await()));
    }

    private CompletionStage<Boolean> allAnswer() {
        CompletionStage<Boolean> all = CompletableFuture.completedFuture(true);
        for (int partition = 0; partition < partitions; partition++) {
            all =
                    all.thenCombine(
                            copies.summary(partition, "", 0),
                            (before, outcome) -> before && outcome instanceof Outcome.Good<?>);
        }
        return all;
    }

    private CompletionStage<Void> later() {
        var pause = new CompletableFuture<Void>();
        system.scheduler()
                .scheduleOnce(PAUSE, () -> pause.complete(null), system.executionContext());
        return pause;
    }
}
