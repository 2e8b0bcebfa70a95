package dev.kith.node.parting;

import dev.kith.node.parting.Parting.Broken;
import dev.kith.node.parting.Parting.Standing;
import dev.kith.node.reunion.rule.Seat;
import dev.kith.registry.Card;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.Reachability;
import org.apache.pekko.cluster.UniqueAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Asks a {@link Parting} a few times a second and removes whom it says. It is a classic actor, as
 * Pekko wants it, and runs on the cluster's own dispatcher.
 */
final class PartingActor extends AbstractActorWithTimers {
    private static final Logger LOG = LoggerFactory.getLogger(PartingActor.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final long AWAKE_GAP_MAX = 1_500;
    private static final Object TICKED = "tick";

    private final Cluster cluster = Cluster.get(getContext().getSystem());
    private final Parting parting;
    private Reachability reachability = Reachability.empty();

    private PartingActor(Duration stableAfter) {
        this.parting =
                new Parting(
                        seat(cluster.selfUniqueAddress()),
                        stableAfter.toMillis(),
                        AWAKE_GAP_MAX,
                        now());
    }

    static Props props(Duration stableAfter) {
        return Props.create(PartingActor.class, () -> new PartingActor(stableAfter));
    }

    @Override
    public void preStart() {
        cluster.subscribe(
                getSelf(),
                ClusterEvent.initialStateAsEvents(),
                ClusterEvent.ReachabilityChanged.class);
        getTimers().startTimerWithFixedDelay(TICKED, TICKED, TICK);
    }

    @Override
    public void postStop() {
        cluster.unsubscribe(getSelf());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(
                        ClusterEvent.ReachabilityChanged.class,
                        changed -> reachability = changed.reachability())
                .matchEquals(TICKED, _ -> onTick())
                .build();
    }

    private void onTick() {
        Map<Seat, Address> addresses = new HashMap<>();
        List<Standing> members = new ArrayList<>();
        for (Member member : cluster.state().getMembers()) {
            MemberStatus status = member.status();
            if (status.equals(MemberStatus.down()) || status.equals(MemberStatus.removed())) {
                continue;
            }
            boolean leaving =
                    status.equals(MemberStatus.leaving()) || status.equals(MemberStatus.exiting());
            Seat seat = seat(member.uniqueAddress());
            addresses.put(seat, member.address());
            members.add(new Standing(seat, leaving, member.hasRole(Card.ANCHOR)));
        }
        if (!addresses.containsKey(seat(cluster.selfUniqueAddress()))) return;
        List<Seat> removed = parting.remove(members, broken(addresses.keySet()), now());
        if (removed.isEmpty()) return;
        LOG.warn(
                "going on without {}, not reached for a while: {} of {} members stay; they are"
                        + " looked for, and taken back when they are seen",
                removed.stream().map(Seat::address).toList(),
                members.size() - removed.size(),
                members.size());
        for (Seat seat : removed) cluster.down(addresses.get(seat));
    }

    private Set<Broken> broken(Set<Seat> members) {
        Set<Broken> broken = new HashSet<>();
        for (Reachability.Record record : CollectionConverters.asJava(reachability.records())) {
            if (record.status().equals(Reachability.Reachable$.MODULE$)) continue;
            Seat observer = seat(record.observer());
            Seat subject = seat(record.subject());
            if (members.contains(observer) && members.contains(subject)) {
                broken.add(Broken.between(observer, subject));
            }
        }
        return broken;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static Seat seat(UniqueAddress address) {
        return new Seat(
                address.address().getHost().orElse("")
                        + ":"
                        + address.address().getPort().orElse(0),
                address.longUid());
    }
}
