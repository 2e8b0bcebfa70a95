package dev.kith.wire.envelope;

import dev.kith.model.AgentId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every refusal and logs the first of each kind from each sender.
 *
 * <p>Senders are only claimed, so how many are logged of one kind is bounded; beyond that refusals
 * are counted only.
 */
final class RefusalBook {
    private static final Logger log = LoggerFactory.getLogger(SignedEnvelopes.class);
    private static final int SENDERS_MAX = 64;
    private static final int DETAIL_CHARS_MAX = 160;

    private final Map<Refusal, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<Refusal, Set<String>> logged = new EnumMap<>(Refusal.class);

    /** Takes down one refusal. */
    void enter(RefusedException refused, Optional<AgentId> claimedSender) {
        Refusal refusal = refused.refusal();
        counts.computeIfAbsent(refusal, _ -> new LongAdder()).increment();
        String sender = claimedSender.map(AgentId::did).orElse("unknown");
        if (!first(refusal, sender)) return;
        log.warn(
                "refused an envelope that says it is from {}: {} ({}: {}); further ones like it are"
                        + " only counted",
                sender,
                refusal.words(),
                refusal,
                shown(String.valueOf(refused.getMessage())));
    }

    /** How many were refused for each reason since the start; reasons that never were are 0. */
    Map<Refusal, Long> counts() {
        var now = new EnumMap<Refusal, Long>(Refusal.class);
        for (Refusal refusal : Refusal.values()) now.put(refusal, 0L);
        counts.forEach((refusal, count) -> now.put(refusal, count.sum()));
        return now;
    }

    /** The sender chose parts of it: never more than a line, and never a long one. */
    private static String shown(String detail) {
        String line = detail.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ");
        return line.length() <= DETAIL_CHARS_MAX ? line : line.substring(0, DETAIL_CHARS_MAX) + "…";
    }

    private synchronized boolean first(Refusal refusal, String sender) {
        Set<String> senders = logged.computeIfAbsent(refusal, _ -> new HashSet<>());
        return senders.size() < SENDERS_MAX && senders.add(sender);
    }
}
