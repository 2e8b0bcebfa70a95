package dev.kith.task.run;

import dev.kith.model.AgentId;
import dev.kith.registry.Directory;
import dev.kith.reputation.Trust;
import dev.kith.reputation.karma.Contributions;
import dev.kith.store.Copies;
import dev.kith.task.RunLimits;
import dev.kith.task.check.Checks;
import dev.kith.task.reach.Trades;
import dev.kith.task.work.Errand;
import dev.kith.task.work.RetryPolicy;
import dev.kith.task.work.Witness;
import dev.kith.wire.Envelopes;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What all tasks of an agent share; everything here is safe from any thread.
 *
 * @param self who we are
 * @param trust how far the others are believed, and told how they did
 * @param contributions told what they did
 * @param model fingerprint of the model that this network's vectors come from; empty while it is
 *     not known
 * @param checks what says which vectors may be stored
 * @param desk this agent's {@link TaskDesk}
 * @param inHand where the tasks that run here are noted
 */
public record Tools(
        AgentId self,
        Envelopes envelopes,
        Copies copies,
        Directory directory,
        Trust trust,
        Contributions contributions,
        Trades trades,
        Supplier<String> model,
        Checks checks,
        ActorRef<TaskDesk.Command> desk,
        InHand inHand,
        InstantSource clock,
        RandomGenerator random,
        RunLimits settings) {

    /** What errands need. */
    public Errand.Means means() {
        return new Errand.Means(directory, policy(), random);
    }

    /** What is told of the agents that were asked. */
    public Witness witness() {
        return new Witness(trust, contributions, clock);
    }

    /** How long to wait. */
    public RetryPolicy policy() {
        return new RetryPolicy(
                settings.backOffFirst(),
                settings.backOffMax(),
                settings.answerTimeoutFirst(),
                settings.answerTimeoutMax(),
                settings.agentsTriedMax());
    }
}
