package dev.kith.node.reunion.rule;

import java.util.Comparator;

/**
 * One start of one agent's actor system.
 *
 * @param address where other agents reach it, {@code host:port}
 * @param uid of this start; another one after every restart
 */
public record Seat(String address, long uid) implements Comparable<Seat> {
    private static final Comparator<Seat> ORDER =
            Comparator.comparing(Seat::address).thenComparingLong(Seat::uid);

    @Override
    public int compareTo(Seat other) {
        return ORDER.compare(this, other);
    }
}
