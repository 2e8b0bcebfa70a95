package dev.kith.registry;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.wire.board.Board;
import dev.kith.wire.record.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.apache.pekko.util.ByteString;

/**
 * Keeps the directory: listens to the cluster for who is here and to the board for what each says
 * of itself, and pins there how this agent is every few seconds.
 *
 * <pre>
 *   cluster events ─┐
 *   others' cards ──┼─► LiveDirectory.replace
 *   own card, timed ┘        own card ─► Board: profile when it changes, pulse every time
 *     or on Publish
 * </pre>
 */
public final class Registrar extends AbstractMatchingBehavior<Registrar.Command> {
    /** So that many agents' news are looked at together. */
    private static final Duration GATHER = Duration.ofMillis(100);

    /** Records are signed anew when this part of their life has passed. */
    private static final int RENEW = 3;

    /** Everything this actor can receive. */
    public sealed interface Command {}

    /** Says anew how this agent is; it does so by itself every card-interval. */
    public record Publish() implements Command {}

    private record Refresh() implements Command {}

    private record ClusterChanged(ClusterEvent.ClusterDomainEvent event) implements Command {}

    private record Heard(Board.News news) implements Command {}

    /**
     * What it works with.
     *
     * @param board that cards are pinned to
     * @param clock told what the others' clocks say; records expire by it
     * @param reached who was found at an address, {@code host:port}, by certificate
     * @param convicted who is proven dishonest by something else than its records
     */
    public record Setup(
            RegistrySettings settings,
            ActorRef<Board.Command> board,
            NetworkClock clock,
            Function<String, Optional<AgentId>> reached,
            Predicate<AgentId> convicted) {}

    private final Setup setup;
    private final Cluster cluster;
    private final LiveDirectory directory;
    private final Supplier<Card> ownCard;
    private final TimerScheduler<Command> timers;
    private final CardBook book = new CardBook();
    private Optional<CardRecords.Profile> pinned = Optional.empty();
    private long pinnedAt;

    private Registrar(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            Setup setup,
            LiveDirectory directory,
            Supplier<Card> ownCard) {
        super(context);
        this.setup = setup;
        this.cluster = Cluster.get(context.getSystem());
        this.directory = directory;
        this.ownCard = ownCard;
        this.timers = timers;
        cluster.subscriptions()
                .tell(
                        new Subscribe<>(
                                context.messageAdapter(
                                        ClusterEvent.ClusterDomainEvent.class, ClusterChanged::new),
                                ClusterEvent.ClusterDomainEvent.class));
        setup.board()
                .tell(
                        new Board.Watch(
                                Set.of(Kind.CAPABILITY, Kind.VITALS),
                                context.messageAdapter(Board.News.class, Heard::new)));
    }

    /**
     * A registrar that fills {@code directory}.
     *
     * @param ownCard how this agent is right now; quick, from memory
     */
    public static Behavior<Command> create(
            Setup setup, LiveDirectory directory, Supplier<Card> ownCard) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> {
                    timers.startTimerWithFixedDelay(new Publish(), setup.settings().cardInterval());
                    context.getSelf().tell(new Publish());
                    return new Registrar(context, timers, setup, directory, ownCard);
                }));
    }

    @Override
    public Behavior<Command> onMessage(Command command) {
        switch (command) {
            case Publish _ -> publish();
            case Refresh _ -> refresh();
            case ClusterChanged _ -> refresh();
            case Heard heard -> onHeard(heard);
        }
        return this;
    }

    private void publish() {
        Card card = ownCard.get();
        Duration lifetime = setup.settings().cardLifetime();
        var profile = CardRecords.profile(card, hostPort(cluster.selfMember().address()));
        long since = Math.abs(setup.clock().millis() - pinnedAt);
        if (!pinned.equals(Optional.of(profile)) || since >= lifetime.toMillis() / RENEW) {
            pin(Kind.CAPABILITY, profile);
            pinned = Optional.of(profile);
            pinnedAt = setup.clock().millis();
        }
        pin(Kind.VITALS, CardRecords.pulse(card));
        refresh();
    }

    private void pin(Kind kind, Record part) {
        ByteString payload = CardRecords.write(part);
        if (payload.size() > kind.payloadBytesMax()) {
            getContext()
                    .getLog()
                    .error(
                            "{} of this agent would have {} bytes, more than the {} allowed, so the"
                                    + " others do not hear it; is its name very long?",
                            kind.word(),
                            payload.size(),
                            kind.payloadBytesMax());
            return;
        }
        setup.board().tell(new Board.Pin(kind, payload, setup.settings().cardLifetime()));
    }

    private void onHeard(Heard heard) {
        book.hear(heard.news());
        if (!timers.isTimerActive(Refresh.class)) {
            timers.startSingleTimer(Refresh.class, new Refresh(), GATHER);
        }
    }

    private void refresh() {
        ClusterEvent.CurrentClusterState state = cluster.state();
        Set<Member> unreachable = state.getUnreachable();
        Map<String, Member> members = new HashMap<>();
        for (Member member : state.getMembers()) {
            if (member.status().equals(MemberStatus.removed())) continue;
            members.put(hostPort(member.address()), member);
        }
        Map<String, AgentId> seats = Seats.of(members.keySet(), setup.reached(), book.addresses());
        setup.clock().heard(clocks(members, unreachable, seats));
        directory.ages(
                members.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Member.ageOrdering()))
                        .map(Map.Entry::getKey)
                        .toList());
        List<Directory.Entry> entries = new ArrayList<>();
        members.forEach((address, member) ->
                entries.add(
                        entry(
                                address,
                                member,
                                unreachable.contains(member),
                                Optional.ofNullable(seats.get(address)))));
        directory.replace(entries, setup.clock().millis()).stream()
                .flatMap(gone -> gone.card().stream())
                .forEach(card -> book.forget(card.agent()));
    }

    private Directory.Entry entry(
            String address, Member member, boolean unreachable, Optional<AgentId> seated) {
        boolean self = member.uniqueAddress().equals(cluster.selfMember().uniqueAddress());
        Optional<AgentId> agent = self ? Optional.of(directory.self()) : seated;
        long now = setup.clock().millis();
        return new Directory.Entry(
                address,
                unreachable ? "unreachable" : word(member.status()),
                capabilities(member),
                self,
                agent.filter(id -> book.quarantined(id) || setup.convicted().test(id)).isPresent(),
                self
                        ? Optional.of(ownCard.get())
                        : agent.flatMap(id -> book.card(id, address, now)));
    }

    private Map<String, Long> clocks(
            Map<String, Member> members, Set<Member> unreachable, Map<String, AgentId> seats) {
        Map<String, Long> clocks = new HashMap<>();
        members.forEach((address, member) -> {
            boolean self = member.uniqueAddress().equals(cluster.selfMember().uniqueAddress());
            boolean up = member.status().equals(MemberStatus.up()) && !unreachable.contains(member);
            if (self || !up) return;
            Optional.ofNullable(seats.get(address))
                    .flatMap(book::clock)
                    .ifPresent(time -> clocks.put(address, time));
        });
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
