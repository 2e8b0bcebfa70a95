package dev.kith.store.sync;

import dev.kith.store.level.Claim;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.typed.ActorRef;

/** Who takes part in one comparison, how it went, and what follows from it. */
final class SyncCast {
    /**
     * Another host that holds the same partition.
     *
     * @param theirs its digest when it was heard
     * @param mine ours then
     * @param level whether it says that it is level
     * @param claim how far it vouches for the partition
     * @param door whether writes come to it
     */
    record Peer(
            String agent,
            ActorRef<SyncQuestion> host,
            String theirs,
            String mine,
            boolean level,
            Claim.Kind claim,
            boolean door) {}

    private final ArrayDeque<Peer> peers = new ArrayDeque<>();
    private final Map<String, Peer> others = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private final Set<String> metEver = new HashSet<>();
    private int awaited;
    private boolean broken;

    /** A new comparison; so many answers are hoped for. */
    void begin(int asked) {
        peers.clear();
        others.clear();
        met.clear();
        awaited = asked;
        broken = false;
    }

    /** A door of our own agent answered. */
    void heardSelf() {
        awaited--;
    }

    /**
     * Another answered.
     *
     * @param same whether it holds the same, so that there is nothing to compare
     */
    void heard(Peer peer, boolean same) {
        awaited--;
        if (others.putIfAbsent(peer.agent(), peer) != null) return;
        if (same) met(peer);
        else peers.add(peer);
    }

    /** Someone cannot be compared with now. */
    void declined() {
        awaited--;
        broken = true;
    }

    /** We have all that this one had when it was heard. */
    void met(Peer peer) {
        met.add(peer.agent());
        metEver.add(peer.agent());
    }

    /** Something went wrong, so that nothing follows from who was not heard. */
    void broke() {
        broken = true;
    }

    boolean allHeard() {
        return awaited <= 0;
    }

    /** Those still to be gone through. */
    Queue<Peer> peers() {
        return peers;
    }

    /** Those that hold the same as we do. */
    Set<String> matched() {
        return Set.copyOf(met);
    }

    /** The agents that answered. */
    Set<String> heard() {
        return Set.copyOf(others.keySet());
    }

    /** Whether all that there are answered, and we have all that they had. */
    boolean metAll() {
        return isComplete() && met.containsAll(others.keySet());
    }

    /** How it went, for whoever looks for what is missing. */
    SyncLosses.Comparison comparison() {
        return new SyncLosses.Comparison(isComplete(), others.keySet(), met);
    }

    /** The agents that get writes of this partition too, as far as they answered. */
    Set<String> writers() {
        Set<String> writers = new TreeSet<>();
        others.values().stream().filter(Peer::door).forEach(peer -> writers.add(peer.agent()));
        return writers;
    }

    /** Whether all that there are answered. */
    boolean isComplete() {
        return allHeard() && !broken;
    }

    /**
     * Whether our copy now has all that was ever acknowledged, as far as anyone can know: it has
     * all that a level one has; or it was level once, all that were level with it then have been
     * compared with since, and all that are here now too; or the whole partition is new.
     *
     * @param mine what we claimed before
     */
    boolean level(Claim mine) {
        boolean vouched =
                others.values().stream().anyMatch(o -> o.level() && met.contains(o.agent()));
        if (vouched) return true;
        if (!metAll()) return false;
        return switch (mine.kind()) {
            case NEW -> others.values().stream().allMatch(o -> o.claim() == Claim.Kind.NEW);
            case LACKING -> false;
            case LEVEL -> absent(mine).isEmpty();
        };
    }

    /** The same, but that those who have not come back do not count. */
    boolean levelWithoutAbsent(Claim mine) {
        return metAll() && mine.kind() == Claim.Kind.LEVEL;
    }

    /** Those that may have gone on without us and have not been compared with since. */
    Set<String> absent(Claim mine) {
        Set<String> absent = new TreeSet<>(mine.others());
        absent.removeAll(metEver);
        return absent;
    }

    /**
     * Whether our copy could go: enough others that writes come to are level and hold just the
     * same.
     */
    boolean spares(int copiesWanted) {
        long same =
                others.values().stream()
                        .filter(o -> o.door() && o.level() && o.theirs().equals(o.mine()))
                        .count();
        return isComplete() && same >= copiesWanted && peers.isEmpty();
    }

    /**
     * How far our copy vouches for its partition from now on.
     *
     * @param mine what we claimed before
     * @param level whether it is level now
     */
    Claim claim(Claim mine, boolean level) {
        if (!level) return knowsOlder() ? mine.lackingAtLeast() : mine;
        boolean renew = isComplete() || mine.kind() != Claim.Kind.LEVEL;
        return renew ? Claim.level(writers()) : mine;
    }

    /** Whether somebody knows that the partition is not new. */
    boolean knowsOlder() {
        return others.values().stream().anyMatch(other -> other.claim() != Claim.Kind.NEW);
    }
}
