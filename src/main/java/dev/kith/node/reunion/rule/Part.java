package dev.kith.node.reunion.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * One side of a split network, or all of a whole one, as one of its agents sees it. The lighter of
 * two parts yields: the one with fewer members, then the one without an anchor, then the one whose
 * first member comes later.
 *
 * @param members in order; empty for an agent that is in no part yet
 * @param anchors those of the members that are meant to stay on
 */
public record Part(List<Seat> members, List<Seat> anchors) implements Comparable<Part> {
    /** No part: that of an agent which looks for one. */
    public static final Part NONE = new Part(List.of(), List.of());

    private static final Comparator<Part> WEIGHT =
            Comparator.comparingInt((Part part) -> part.members().size())
                    .thenComparing(part -> !part.anchors().isEmpty())
                    .thenComparing(Part::members, Part::earlier);

    public Part {
        members = members.stream().sorted().distinct().toList();
        anchors = anchors.stream().sorted().distinct().toList();
    }

    boolean none() {
        return members.isEmpty();
    }

    boolean has(Seat seat) {
        return members.contains(seat);
    }

    boolean hasAddress(String address) {
        return members.stream().anyMatch(seat -> seat.address().equals(address));
    }

    /** Whether an agent of {@code goal} is in it, as long as there is such a goal. */
    boolean leadsTo(Part goal) {
        return goal.none() || goal.members().stream().anyMatch(seat -> hasAddress(seat.address()));
    }

    /** Without those that are members of {@code other}. */
    Part minus(Part other) {
        return only(seat -> !other.has(seat));
    }

    /** Those of its members that {@code kept} accepts. */
    Part only(Predicate<Seat> kept) {
        if (members.stream().allMatch(kept)) return this;
        return new Part(
                members.stream().filter(kept).toList(), anchors.stream().filter(kept).toList());
    }

    /** Its members' addresses, in order. */
    List<String> addresses() {
        return members.stream().map(Seat::address).toList();
    }

    /** By weight: the heavier one is greater. */
    @Override
    public int compareTo(Part other) {
        return WEIGHT.compare(this, other);
    }

    /** The heaviest of these, or {@link #NONE}. */
    static Part heaviest(Collection<Part> parts) {
        List<Part> all = new ArrayList<>(parts);
        all.add(NONE);
        return all.stream().max(Comparator.naturalOrder()).orElse(NONE);
    }

    /** Greater where the first difference is an earlier seat. */
    private static int earlier(List<Seat> one, List<Seat> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = other.get(i).compareTo(one.get(i));
            if (order != 0) return order;
        }
        return 0;
    }
}
