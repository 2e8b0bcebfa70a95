package dev.kith.wire.envelope;

import dev.kith.model.AgentId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers which envelopes were opened, for as long as their time stamps could pass again.
 *
 * <p>Safe for many threads. Memory is bounded: when full it admits nothing new, because forgetting
 * would let an old one in twice. No sender fills more than its share, so that one that sends too
 * much shuts out nobody else.
 */
final class ReplayWindow {
    /** What became of an envelope that asked to be remembered. */
    enum Verdict {
        NEW,
        SEEN,
        /** All that may be remembered is. */
        FULL,
        /** All that may be remembered of this sender is. */
        SHARE_FULL
    }

    private record Key(AgentId sender, String nonce) {}

    /** One object for each sender, or every entry would hold a copy of its id. */
    private static final class Share {
        private final AgentId sender;
        private int entries;

        private Share(AgentId sender) {
            this.sender = sender;
        }
    }

    private record Entry(Key key, long expires) {}

    private final long rememberedMillis;
    private final int entriesMax;
    private final int shareMax;
    private final Set<Key> known = new HashSet<>();
    private final ArrayDeque<Entry> byAge = new ArrayDeque<>();
    private final Map<AgentId, Share> shares = new HashMap<>();

    /**
     * An empty one.
     *
     * @param entriesMax most that are remembered
     * @param shareMax most of one sender's
     */
    ReplayWindow(Duration remembered, int entriesMax, int shareMax) {
        this.rememberedMillis = remembered.toMillis();
        this.entriesMax = entriesMax;
        this.shareMax = shareMax;
    }

    /** Remembers it if it is new. */
    synchronized Verdict admit(AgentId sender, String nonce, long now) {
        forgetExpired(now);
        Share share = shares.get(sender);
        if (share == null) share = new Share(sender);
        var key = new Key(share.sender, nonce);
        if (known.contains(key)) return Verdict.SEEN;
        if (share.entries >= shareMax) return Verdict.SHARE_FULL;
        if (known.size() >= entriesMax) return Verdict.FULL;
        if (share.entries++ == 0) shares.put(sender, share);
        known.add(key);
        byAge.add(new Entry(key, now + rememberedMillis));
        return Verdict.NEW;
    }

    private void forgetExpired(long now) {
        for (var oldest = byAge.peek(); oldest != null; oldest = byAge.peek()) {
            if (oldest.expires() >= now) return;
            known.remove(oldest.key());
            byAge.remove();
            shares.computeIfPresent(
                    oldest.key().sender(), (_, share) -> --share.entries == 0 ? null : share);
        }
    }
}
