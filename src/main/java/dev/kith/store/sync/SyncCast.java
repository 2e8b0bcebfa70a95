package dev.kith.store.sync;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/** Who takes part in one comparison, and how it went. */
final class SyncCast {
    /**
     * Another host whose digest differs.
     *
     * @param theirs its digest when it was heard
     * @param mine ours then
     */
    record Peer(String agent, ActorRef<SyncQuestion> host, String theirs, String mine) {}

    private final ArrayDeque<Peer> peers = new ArrayDeque<>();
    private final Set<String> others = new HashSet<>();
    private int awaited;
    private boolean declined;
    private boolean failed;

    /** A new comparison; so many answers are hoped for. */
    void begin(int asked) {
        peers.clear();
        others.clear();
        awaited = asked;
        declined = false;
        failed = false;
    }

    /** A door of our own agent answered. */
    void heardSelf() {
        awaited--;
    }

    /**
     * Another answered.
     *
     * @param level whether it holds the same, so that there is nothing to compare
     */
    void heard(Peer peer, boolean level) {
        awaited--;
        if (others.add(peer.agent()) && !level) peers.add(peer);
    }

    /** Someone cannot be compared with now. */
    void declined() {
        awaited--;
        declined = true;
    }

    /** A comparison broke off. */
    void failed() {
        failed = true;
    }

    boolean allHeard() {
        return awaited <= 0;
    }

    /** Those still to be gone through. */
    Queue<Peer> peers() {
        return peers;
    }

    /** Whether all that answered were compared with, and somebody did or nobody else is there. */
    boolean settled() {
        return !failed && ((allHeard() && !declined) || !others.isEmpty());
    }
}
