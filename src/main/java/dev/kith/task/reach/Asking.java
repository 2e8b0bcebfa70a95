package dev.kith.task.reach;

import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Asks entities that are reached through a door instead of a reference; safe from any thread.
 *
 * @param teller an actor with the behavior of {@link #behavior}
 */
public record Asking(ActorRef<Runnable> teller, Scheduler scheduler) {

    /** Runs what it is sent, which must only send. */
    public static Behavior<Runnable> behavior() {
        return Behaviors.receiveMessage(send -> {
            send.run();
            return Behaviors.same();
        });
    }

    /**
     * One question.
     *
     * @param send asks, and names the given reference as whom to answer
     * @return the answer, or TIMED_OUT
     */
    public <A> CompletionStage<Outcome<A>> ask(Duration timeout, Consumer<ActorRef<A>> send) {
        CompletionStage<A> answer =
                AskPattern.ask(
                        teller,
                        replyTo -> (Runnable) () -> send.accept(replyTo),
                        timeout,
                        scheduler);
        return answer.<Outcome<A>>thenApply(Outcome.Good::new)
                .exceptionally(error ->
                        Outcome.bad(
                                Failure.Code.TIMED_OUT,
                                "no answer within " + timeout.toMillis() + " ms"));
    }
}
