package dev.kith.node.reunion;

import dev.kith.node.reunion.rule.Part;
import dev.kith.node.reunion.rule.Seat;
import dev.kith.registry.Card;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

/** Who is a member, in the rule's words. Pure. */
final class Roll {
    private static final Set<MemberStatus> STAYING =
            Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up());

    private Roll() {}

    /** Whether a member of this status is not about to go. */
    static boolean stays(MemberStatus status) {
        return STAYING.contains(status);
    }

    /** The members that stay and are reached. */
    static Part reached(CurrentClusterState state) {
        Set<Member> unreached = state.getUnreachable();
        List<Member> reached =
                staying(state).filter(member -> !unreached.contains(member)).toList();
        return new Part(
                seats(reached.stream()),
                seats(reached.stream().filter(member -> member.hasRole(Card.ANCHOR))));
    }

    /** The members that stay, reached or not. */
    static List<Seat> kept(CurrentClusterState state) {
        return seats(staying(state));
    }

    /** Where a member sits. */
    static Seat seat(UniqueAddress address) {
        return new Seat(
                address.address().getHost().orElse("")
                        + ":"
                        + address.address().getPort().orElse(0),
                address.longUid());
    }

    private static Stream<Member> staying(CurrentClusterState state) {
        Stream.Builder<Member> members = Stream.builder();
        for (Member member : state.getMembers()) if (stays(member.status())) members.add(member);
        return members.build();
    }

    private static List<Seat> seats(Stream<Member> members) {
        return members.map(member -> seat(member.uniqueAddress())).toList();
    }
}
