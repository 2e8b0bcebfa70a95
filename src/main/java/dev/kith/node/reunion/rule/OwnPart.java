package dev.kith.node.reunion.rule;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The part that an agent is in: what it is a member of, without those that have gone on without it.
 */
final class OwnPart {
    private final Lookout.Means means;
    private final Seat self;
    private final long settle;
    private final Neighbours neighbours;
    private Part view = Part.NONE;
    private Set<Seat> keeps = Set.of();
    private Part part = Part.NONE;
    private long since;
    private long memberSince;

    /** In no part yet. */
    OwnPart(Lookout.Means means, Neighbours neighbours, long now) {
        this.means = means;
        this.self = means.self();
        this.settle = means.settings().settle().toMillis();
        this.neighbours = neighbours;
        this.since = now;
    }

    /** Its members are these now, as {@link Lookout#view} has it. */
    void view(Part members, Collection<Seat> kept) {
        view = members;
        keeps = Set.copyOf(kept);
    }

    /** Leaves out those that, as was heard by now, have gone on without this agent. */
    void refresh(long now) {
        if (view.none()) memberSince = now;
        Part next = view.only(seat -> seat.equals(self) || !wentOnWithoutUs(seat));
        if (next.equals(part)) return;
        part = next;
        since = now;
    }

    /**
     * It has heard us since we are a member, and still does not count us among its network. That it
     * does not count us among its part is not enough: two members that did not reach each other for
     * a moment would tell each other so for good.
     */
    private boolean wentOnWithoutUs(Seat seat) {
        return neighbours.known(seat.address()).stream()
                .filter(n -> n.seat().equals(seat))
                .filter(n -> n.echoed() > memberSince + settle)
                .anyMatch(n -> n.wentOnWithout(self));
    }

    /** Its members when it was refreshed last. */
    Part part() {
        return part;
    }

    /** Since when these are its members. */
    long since() {
        return since;
    }

    /** Whether this agent is a member of any part. */
    boolean joined() {
        return !view.none();
    }

    /** Whether a member of the network, though maybe not reached just now, sits there. */
    boolean keeps(Seat seat) {
        return keeps.contains(seat);
    }

    /** Known agents that are not of it. */
    List<String> away() {
        return means.known().get().stream()
                .filter(address -> !address.equals(self.address()) && !part.hasAddress(address))
                .toList();
    }
}
