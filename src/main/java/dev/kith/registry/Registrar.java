package dev.kith.registry;

import dev.kith.model.Capability;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.LWWMapKey;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.cluster.ddata.typed.javadsl.DistributedData;
import org.apache.pekko.cluster.ddata.typed.javadsl.Replicator;
import org.apache.pekko.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Keeps the directory: listens to the cluster for who is here and to Distributed Data for what each
 * says of itself, and says how this agent is every few seconds.
 *
 * <pre>
 *   cluster events ─┐
 *   others' cards ──┼─► LiveDirectory.replace
 *   own card, timed ┘        own card ─► Distributed Data
 * </pre>
 */
public final class Registrar extends AbstractMatchingBehavior<Registrar.Command> {
    private static final Key<LWWMap<String, Card>> CARDS = LWWMapKey.create("kith-cards");

    /** Everything this actor can receive. */
    public sealed interface Command {}

    private record Publish() implements Command {}

    private record ClusterChanged(ClusterEvent.ClusterDomainEvent event) implements Command {}

    private record CardsChanged(Replicator.SubscribeResponse<LWWMap<String, Card>> response)
            implements Command {}

    private record Published(Replicator.UpdateResponse<LWWMap<String, Card>> response)
            implements Command {}

    private final Cluster cluster;
    private final SelfUniqueAddress selfAddress;
    private final LiveDirectory directory;
    private final Supplier<Card> ownCard;
    private final NetworkClock clock;
    private final ReplicatorMessageAdapter<Command, LWWMap<String, Card>> replicator;
    private Map<String, Card> cards = Map.of();

    private Registrar(
            ActorContext<Command> context,
            LiveDirectory directory,
            Supplier<Card> ownCard,
            NetworkClock clock,
            ReplicatorMessageAdapter<Command, LWWMap<String, Card>> replicator) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.selfAddress = DistributedData.get(context.getSystem()).selfUniqueAddress();
        this.directory = directory;
        this.ownCard = ownCard;
        this.clock = clock;
        this.replicator = replicator;
        cluster.subscriptions()
                .tell(
                        new Subscribe<>(
                                context.messageAdapter(
                                        ClusterEvent.ClusterDomainEvent.class, ClusterChanged::new),
                                ClusterEvent.ClusterDomainEvent.class));
        replicator.subscribe(CARDS, CardsChanged::new);
    }

    /**
     * A registrar that fills {@code directory}.
     *
     * @param ownCard how this agent is right now; quick, from memory
     * @param clock told what the others' clocks say
     */
    public static Behavior<Command> create(
            RegistrySettings settings,
            LiveDirectory directory,
            Supplier<Card> ownCard,
            NetworkClock clock) {
        return Behaviors.setup(context ->
                DistributedData.withReplicatorMessageAdapter(
                        (ReplicatorMessageAdapter<Command, LWWMap<String, Card>> replicator) ->
                                Behaviors.withTimers(timers -> {
                                    timers.startTimerWithFixedDelay(
                                            new Publish(), settings.cardInterval());
                                    context.getSelf().tell(new Publish());
                                    return new Registrar(
                                            context, directory, ownCard, clock, replicator);
                                })));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Publish _ -> publish();
            case ClusterChanged changed -> onClusterChanged(changed);
            case CardsChanged changed -> onCardsChanged(changed);
            case Published _ -> {
                // Local writes cannot fail; gossip carries them on.
            }
        }
        return this;
    }

    private void publish() {
        String address = hostPort(cluster.selfMember().address());
        Card card = ownCard.get();
        replicator.askUpdate(
                replyTo ->
                        new Replicator.Update<>(
                                CARDS,
                                LWWMap.empty(),
                                Replicator.writeLocal(),
                                replyTo,
                                map -> map.put(selfAddress, address, card)),
                Published::new);
        refresh();
    }

    private void onClusterChanged(ClusterChanged changed) {
        if (changed.event() instanceof ClusterEvent.MemberRemoved removed) {
            String address = hostPort(removed.member().address());
            replicator.askUpdate(
                    replyTo ->
                            new Replicator.Update<>(
                                    CARDS,
                                    LWWMap.empty(),
                                    Replicator.writeLocal(),
                                    replyTo,
                                    map -> map.remove(selfAddress, address)),
                    Published::new);
        }
        refresh();
    }

    private void onCardsChanged(CardsChanged changed) {
        if (changed.response() instanceof Replicator.Changed<LWWMap<String, Card>> news) {
            cards = new HashMap<>(news.get(CARDS).getEntries());
            refresh();
        }
    }

    private void refresh() {
        ClusterEvent.CurrentClusterState state = cluster.state();
        Set<Member> unreachable = state.getUnreachable();
        List<Directory.Entry> entries = new ArrayList<>();
        for (Member member : state.getMembers()) {
            if (member.status().equals(MemberStatus.removed())) continue;
            String address = hostPort(member.address());
            boolean self = member.uniqueAddress().equals(cluster.selfMember().uniqueAddress());
            entries.add(
                    new Directory.Entry(
                            address,
                            unreachable.contains(member) ? "unreachable" : word(member.status()),
                            capabilities(member),
                            self,
                            self
                                    ? Optional.of(ownCard.get())
                                    : Optional.ofNullable(cards.get(address))));
        }
        directory.replace(entries, clock.millis());
        clock.heard(clocks(entries));
    }

    private static Map<String, Long> clocks(List<Directory.Entry> entries) {
        Map<String, Long> clocks = new HashMap<>();
        for (Directory.Entry entry : entries) {
            if (entry.self() || !entry.status().equals("up")) continue;
            entry.card()
                    .map(Card::clock)
                    .filter(time -> time > 0)
                    .ifPresent(time -> clocks.put(entry.address(), time));
        }
        return clocks;
    }

    private static String word(MemberStatus status) {
        return status.toString().toLowerCase(Locale.ROOT);
    }

    private static Set<Capability> capabilities(Member member) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (Capability capability : Capability.values()) {
            if (member.hasRole(capability.role())) capabilities.add(capability);
        }
        return capabilities;
    }

    private static String hostPort(Address address) {
        return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }
}
