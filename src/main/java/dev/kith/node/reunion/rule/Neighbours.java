package dev.kith.node.reunion.rule;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that one agent knows of the addresses that it calls to. */
final class Neighbours {
    private final Seat self;
    private final long look;
    private final long fresh;
    private final long rare;
    private final Map<String, Neighbour> all = new TreeMap<>();

    Neighbours(Seat self, ReunionSettings settings) {
        this.self = self;
        this.look = settings.lookInterval().toMillis();
        this.fresh = settings.freshMillis();
        this.rare = settings.lookIntervalMax().toMillis();
    }

    /** The one at an address; one that nothing is known of where none was. */
    Neighbour at(String address) {
        return all.computeIfAbsent(address, key -> new Neighbour(key, look));
    }

    /** The one at an address, where anything is known of it. */
    Optional<Neighbour> known(String address) {
        return Optional.ofNullable(all.get(address));
    }

    /** Where any are, in order. */
    List<String> addresses() {
        return List.copyOf(all.keySet());
    }

    /** Forgets those that have been silent for long, but for these. */
    void forgetSilent(Collection<String> known, long now) {
        all.values().removeIf(n -> !n.heardWithin(now, 60 * look) && !known.contains(n.address));
    }

    /** Whether we hear it and it hears us, lately. */
    boolean confirmed(Neighbour neighbour, long now) {
        return neighbour.confirmed(now, fresh);
    }

    /** Whether any of them hears us, and we it, lately. */
    boolean anyConfirmed(long now) {
        return all.values().stream().anyMatch(n -> confirmed(n, now));
    }

    /** Whether every one of these addresses is confirmed. */
    boolean confirmed(List<String> addresses, long now) {
        return addresses.stream().allMatch(address -> confirmed(at(address), now));
    }

    /** The heaviest part that a confirmed one says it is in, without {@code own}'s members. */
    Part heaviest(Part own, long now) {
        return Part.heaviest(
                all.values().stream()
                        .filter(n -> confirmed(n, now) && n.part().has(n.seat()))
                        .filter(n -> !n.part().has(self))
                        .map(Neighbour::part)
                        .map(part -> part.minus(own))
                        .map(part -> part.only(seat -> !seat.address().equals(self.address())))
                        .toList());
    }

    /** Something was heard from one. */
    void heard(Neighbour neighbour, long now) {
        boolean others = neighbour.reaches() || reachesOthers(neighbour, now);
        neighbour.listens(now, 2 * rare, others);
    }

    /**
     * One that we hear and that has not heard us for long, though others of its part and we, or it
     * and others of ours, do hear each other: so it is not the link. Of several, the first.
     *
     * @param own our part, whose members do not call to each other
     */
    Optional<Neighbour> hung(Part own, long now) {
        return all.values().stream()
                .filter(n -> !own.hasAddress(n.address))
                .filter(n -> n.deaf(now, 3 * rare))
                .findFirst();
    }

    /** Whether we and another member of this one's part hear each other. */
    boolean reachesOthers(Neighbour one, long now) {
        return all.values().stream()
                .filter(other -> other != one && confirmed(other, now))
                .anyMatch(other -> other.part().hasAddress(one.address));
    }

    /** A member that does not answer here, where there is one. */
    Optional<Seat> firstSilent(Part part, long now) {
        return part.members().stream()
                .filter(seat -> {
                    Neighbour neighbour = at(seat.address());
                    return !neighbour.seat().equals(seat) || !confirmed(neighbour, now);
                })
                .findFirst();
    }

    /** Whether all members of a part say that they are it, and have for a while. */
    boolean settled(Part part, Part own, long since) {
        return part.members().stream()
                .map(seat -> at(seat.address()))
                .allMatch(n -> n.part().minus(own).equals(part) && n.partSince() <= since);
    }

    /** Whether all members of a part have said yes to a question. */
    boolean agree(Part part, long asked) {
        return part.members().stream()
                .allMatch(seat -> {
                    Neighbour neighbour = at(seat.address());
                    return neighbour.seat().equals(seat) && neighbour.granted() >= asked;
                });
    }

    /** Whether another that also looks for a network is the one to begin it. */
    boolean rivalBefore(int rank, long now) {
        return all.values().stream()
                .filter(n -> n.part().none() && n.rank() >= 0 && confirmed(n, now))
                .anyMatch(n ->
                        n.rank() < rank
                                || (n.rank() == rank && n.address.compareTo(self.address()) < 0));
    }
}
