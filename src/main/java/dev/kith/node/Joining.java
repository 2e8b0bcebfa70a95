package dev.kith.node;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Brings this agent into its network: Pekko tries the seeds, and this says every few seconds whom
 * it waits for.
 */
final class Joining extends AbstractMatchingBehavior<Joining.Command> {

    /** Everything this actor can receive. */
    sealed interface Command {}

    private record Notice() implements Command {}

    private record Up(ClusterEvent.CurrentClusterState state) implements Command {}

    private final List<String> seeds;
    private final Runnable onUp;

    private Joining(ActorContext<Command> context, List<String> seeds, Runnable onUp) {
        super(context);
        this.seeds = seeds;
        this.onUp = onUp;
    }

    /**
     * Joins and ends.
     *
     * @param seeds {@code host:port}; if the first is this agent, it begins alone when no other
     *     answers
     * @param notice how often to say what is waited for
     * @param onUp run once, when this agent is a member
     */
    static Behavior<Command> create(List<String> seeds, Duration notice, Runnable onUp) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    Cluster cluster = Cluster.get(context.getSystem());
                    cluster.subscriptions()
                            .tell(
                                    new Subscribe<>(
                                            context.messageAdapter(
                                                    SelfUp.class,
                                                    up -> new Up(up.currentClusterState())),
                                            SelfUp.class));
                    cluster.manager().tell(new JoinSeedNodes(addresses(seeds)));
                    timers.startTimerWithFixedDelay(new Notice(), notice);
                    return new Joining(context, seeds, onUp);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Notice _ -> {
                getContext()
                        .getLog()
                        .warn(
                                "not yet in the network: no answer from the seeds {}; start one of"
                                    + " them, or correct kith.node.seeds, and check that it is of"
                                    + " the same network authority",
                                seeds);
                yield this;
            }
            case Up _ -> {
                onUp.run();
                yield Behaviors.stopped();
            }
        };
    }

    private static List<Address> addresses(List<String> seeds) {
        return seeds.stream()
                .map(seed -> "pekko://" + MemberConfig.SYSTEM + "@" + seed)
                .map(AddressFromURIString::parse)
                .toList();
    }
}
