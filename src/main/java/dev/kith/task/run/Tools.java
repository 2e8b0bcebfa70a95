package dev.kith.task.run;

import dev.kith.model.AgentId;
import dev.kith.registry.Directory;
import dev.kith.store.Copies;
import dev.kith.task.RunLimits;
import dev.kith.wire.Envelopes;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What all tasks of an agent share; everything here is safe from any thread.
 *
 * @param self who we are
 * @param model fingerprint of the model that this network's vectors come from; empty while it is
 *     not known
 * @param desk this agent's {@link TaskDesk}
 */
public record Tools(
        AgentId self,
        Envelopes envelopes,
        Copies copies,
        Directory directory,
        Trades trades,
        Supplier<String> model,
        ActorRef<TaskDesk.Command> desk,
        InstantSource clock,
        RandomGenerator random,
        RunLimits settings) {

    Errand.Means means() {
        return new Errand.Means(directory, policy(), random);
    }

    RetryPolicy policy() {
        return new RetryPolicy(
                settings.backOffFirst(),
                settings.backOffMax(),
                settings.answerTimeoutFirst(),
                settings.answerTimeoutMax(),
                settings.agentsTriedMax());
    }
}
