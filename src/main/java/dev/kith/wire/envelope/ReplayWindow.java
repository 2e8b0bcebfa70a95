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
 * would let an old one in twice.
 */
final class ReplayWindow {
    /** What became of an envelope that asked to be remembered. */
    enum Verdict {
        NEW,
        SEEN,
        FULL
    }

    private record Key(AgentId sender, String nonce) {}

    private record Entry(Key key, long expires) {}

    private final long rememberedMillis;
    private final int entriesMax;
    private final Set<Key> known = new HashSet<>();
    private final ArrayDeque<Entry> byAge = new ArrayDeque<>();

    /** One object for each sender, or every entry would hold a copy of its id. */
    private final Map<AgentId, AgentId> senders = new HashMap<>();

    ReplayWindow(Duration remembered, int entriesMax) {
        this.rememberedMillis = remembered.toMillis();
        this.entriesMax = entriesMax;
    }

    /** Remembers it if it is new. */
    synchronized Verdict admit(AgentId sender, String nonce, long now) {
        forgetExpired(now);
        var key = new Key(senders.getOrDefault(sender, sender), nonce);
        if (known.contains(key)) return Verdict.SEEN;
        if (known.size() >= entriesMax) return Verdict.FULL;
        senders.putIfAbsent(sender, sender);
        known.add(key);
        byAge.add(new Entry(key, now + rememberedMillis));
        return Verdict.NEW;
    }

    private void forgetExpired(long now) {
        for (var oldest = byAge.peek(); oldest != null; oldest = byAge.peek()) {
            if (oldest.expires() >= now) return;
            known.remove(oldest.key());
            byAge.remove();
            if (byAge.isEmpty()) senders.clear();
        }
    }
}
