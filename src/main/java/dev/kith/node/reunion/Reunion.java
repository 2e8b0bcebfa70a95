package dev.kith.node.reunion;

import dev.kith.node.reunion.rule.Act;
import dev.kith.node.reunion.rule.Bell;
import dev.kith.node.reunion.rule.Lookout;
import dev.kith.node.reunion.rule.Part;
import dev.kith.node.reunion.rule.Restarts;
import dev.kith.node.reunion.rule.ReunionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.jspecify.annotations.Nullable;

/**
 * Brings this agent into its network and keeps it in the heaviest part that it can reach: does what
 * a {@link Lookout} says.
 *
 * <pre>
 *   cluster state, timed ─┐                 ┌─► bells to other parts
 *   bells ────────────────┴──► Lookout ─────┼─► join, begin, probe
 *                                           └─► yield: the agent restarts its actor system
 * </pre>
 */
public final class Reunion extends AbstractMatchingBehavior<Reunion.Command> {
    /** Where bells are sent to. Nobody is there: they are heard on the way. */
    private static final String BELL = "/system/kith-bell";

    private static final Duration TICK = Duration.ofMillis(200);

    /** So many times {@code stable-after}: by then the others have removed who does not answer. */
    private static final int SLEEP_MAX = 2;

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Tick() implements Command {}

    private record Notice() implements Command {}

    private record Heard(Bell bell) implements Command {}

    private record Probed(Optional<String> there) implements Command {}

    /**
     * What it is started with.
     *
     * @param settings of {@code kith.reunion}
     * @param notice how often to say what is waited for while not in the network
     * @param seeds as configured, to be shown
     * @param rank whether this agent may begin a part: lowest first, negative never
     * @param known addresses worth calling to, without blocking
     * @param letsIn whether an agent answers at an address on a connection of its own; blocks
     * @param restarts of this agent so far
     * @param clock milliseconds of this process, never going back
     */
    public record Setup(
            ReunionSettings settings,
            Duration notice,
            List<String> seeds,
            int rank,
            Supplier<List<String>> known,
            Predicate<String> letsIn,
            Restarts restarts,
            LongSupplier clock) {}

    /**
     * Whom it tells.
     *
     * @param up run once, when this agent is a member
     * @param away told who is known but not of this agent's part, whenever that changes
     * @param yield told why, when the actor system is to be restarted
     */
    public record Listeners(Runnable up, Consumer<List<String>> away, Consumer<String> yield) {}

    private final Setup setup;
    private final Listeners listeners;
    private final Cluster cluster;
    private final Lookout lookout;
    private final Slumber slumber;
    private final TimerScheduler<Command> timers;
    private boolean member;
    private boolean accompanied;
    private List<String> away = List.of();

    private Reunion(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Setup setup,
            Listeners listeners) {
        super(context);
        context.setLoggerName(Reunion.class);
        this.timers = timers;
        this.setup = setup;
        this.listeners = listeners;
        this.cluster = Cluster.get(context.getSystem());
        this.lookout =
                new Lookout(
                        new Lookout.Means(
                                Roll.seat(cluster.selfMember().uniqueAddress()),
                                setup.rank(),
                                setup.known(),
                                setup.settings(),
                                setup.restarts()),
                        setup.clock().getAsLong());
        this.slumber =
                new Slumber(
                        setup.settings().stableAfter().toMillis() * SLEEP_MAX,
                        setup.clock().getAsLong());
        BellTower.of(context.getSystem()).listen(bell -> context.getSelf().tell(new Heard(bell)));
        timers.startTimerWithFixedDelay(new Tick(), TICK);
        timers.startTimerWithFixedDelay(new Notice(), setup.notice());
    }

    /** One for each actor system. */
    public static Behavior<Command> create(Setup setup, Listeners listeners) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers ->
                        Behaviors.supervise(
                                        (Behavior<Command>)
                                                new Reunion(context, timers, setup, listeners))
                                .onFailure(SupervisorStrategy.resume())));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        return switch (command) {
            case Tick _ -> onTick();
            case Notice _ -> {
                getContext()
                        .getLog()
                        .warn(
                                "not yet in the network: no answer from the seeds {}; start one of"
                                    + " them, or correct kith.node.seeds, and check that it is of"
                                    + " the same network authority",
                                setup.seeds());
                yield this;
            }
            case Heard(Bell bell) -> {
                lookout.heard(bell, now()).forEach(this::act);
                yield this;
            }
            case Probed(var there) -> {
                lookout.probed(there, now()).forEach(this::act);
                yield this;
            }
        };
    }

    private Behavior<Command> onTick() {
        long asleep = slumber.endedAt(now());
        if (asleep > 0 && accompanied) {
            listeners.yield().accept("it was asleep for " + asleep / 1000 + " s, and was left out");
            return Behaviors.stopped();
        }
        ClusterEvent.CurrentClusterState state = cluster.state();
        MemberStatus status = cluster.selfMember().status();
        boolean present = !status.equals(MemberStatus.removed());
        if (present && !Roll.stays(status)) return Behaviors.stopped();
        Part part = present ? Roll.reached(state) : Part.NONE;
        accompanied = part.members().size() > 1;
        lookout.view(part, Roll.kept(state));
        if (!member && status.equals(MemberStatus.up())) {
            member = true;
            timers.cancel(new Notice());
            listeners.up().run();
        }
        lookout.tick(now()).forEach(this::act);
        List<String> next = member ? lookout.away() : List.of();
        if (!next.equals(away)) {
            away = next;
            listeners.away().accept(next);
        }
        return this;
    }

    private void act(Act act) {
        var log = getContext().getLog();
        switch (act) {
            case Act.Ring(var address, var bell) ->
                    Adapter.toClassic(getContext().getSystem())
                            .actorSelection(remote(address) + BELL)
                            .tell(bell, ActorRef.noSender());
            case Act.Join(var addresses) -> join(addresses);
            case Act.Begin(var why) -> {
                if (!why.isEmpty()) log.info("{}: this agent goes on alone, and looks out", why);
                join(List.of(cluster.selfMember().address().hostPort().replaceFirst(".*@", "")));
            }
            case Act.Yield(var own, var to) ->
                    listeners
                            .yield()
                            .accept(
                                    "its part of "
                                            + own.members().size()
                                            + " met a part of "
                                            + to.members().size()
                                            + " and yields to it");
            case Act.Renew(var why) -> listeners.yield().accept(why);
            case Act.Probe(var addresses) -> probe(addresses);
            case Act.Say(var text) -> log.warn("{}", text);
        }
    }

    private void probe(List<String> addresses) {
        getContext().pipeToSelf(Knock.at(addresses, setup.letsIn()), this::onProbed);
    }

    private Command onProbed(Optional<String> there, @Nullable Throwable failure) {
        if (failure == null) return new Probed(there);
        getContext().getLog().warn("it cannot be looked whether others are there", failure);
        return new Probed(Optional.empty());
    }

    private void join(List<String> addresses) {
        List<Address> seeds = new ArrayList<>();
        for (String address : addresses) seeds.add(AddressFromURIString.parse(remote(address)));
        cluster.manager().tell(new JoinSeedNodes(seeds));
    }

    private String remote(String address) {
        return "pekko://" + getContext().getSystem().name() + "@" + address;
    }

    private long now() {
        return setup.clock().getAsLong();
    }
}
