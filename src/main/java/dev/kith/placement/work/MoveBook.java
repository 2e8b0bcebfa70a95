package dev.kith.placement.work;

import dev.kith.model.Capability;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which shards of work moved lately because this agent decided so, and why. For each kind
 * of work one agent decides, until it leaves; that one knows, and the others do not. Safe from any
 * thread.
 */
public final class MoveBook {
    private final InstantSource clock;
    private final int keptMax;
    private final Map<Capability, Deque<Moved>> moves = new EnumMap<>(Capability.class);

    /**
     * A shard was told to change its agent.
     *
     * @param time milliseconds since 1970
     * @param from address of the agent that had it, {@code host:port}
     * @param to where it was meant to go
     * @param why in one line, of the agent that had it
     */
    public record Moved(
            long time, Capability trade, String shard, String from, String to, String why) {}

    /**
     * What it has.
     *
     * @param decides trades whose shards this agent gives out
     * @param moves the newest of each trade first
     */
    public record Told(Set<Capability> decides, List<Moved> moves) {
        public Told {
            decides = Set.copyOf(decides);
            moves = List.copyOf(moves);
        }
    }

    /**
     * An empty one.
     *
     * @param keptMax most moves of each trade that are kept, at least 1
     */
    public MoveBook(InstantSource clock, int keptMax) {
        this.clock = clock;
        this.keptMax = keptMax;
    }

    /** This agent gives out the shards of a trade. */
    synchronized void decides(Capability trade) {
        of(trade);
    }

    synchronized void note(Capability trade, WorkPlacement.Move move, String why) {
        Deque<Moved> own = of(trade);
        if (own.size() == keptMax) own.removeLast();
        own.addFirst(new Moved(clock.millis(), trade, move.shard(), move.from(), move.to(), why));
    }

    /** What it remembers. */
    public synchronized Told told() {
        return new Told(
                moves.keySet(), moves.values().stream().flatMap(own -> own.stream()).toList());
    }

    private Deque<Moved> of(Capability trade) {
        return moves.computeIfAbsent(trade, _ -> new ArrayDeque<>());
    }
}
