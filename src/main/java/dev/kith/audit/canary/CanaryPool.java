package dev.kith.audit.canary;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The canaries of one model; not thread-safe.
 *
 * <p>They are batches of the network's own documents that this agent has verified, so nothing about
 * one tells what it is. No agent sees the same canary twice, each is retired after so many uses,
 * and a share of the pool is replaced every day. Source: Golle and Mironov, "Uncheatable
 * Distributed Computations", CT-RSA 2001.
 */
public final class CanaryPool {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final AuditSettings.Canaries settings;
    private final RandomGenerator random;
    private final Map<List<String>, Entry> entries = new LinkedHashMap<>();
    private int texts;
    private long renewedUntil;
    private double due;

    /**
     * Whoever can foresee {@code random} knows the canaries: it must be a secure one outside tests.
     */
    public CanaryPool(AuditSettings.Canaries settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** Its uses count beside those who had seen it before. */
    private static final class Entry {
        private final Canary canary;
        private final Set<AgentId> seen;
        private int uses;

        private Entry(Canary canary, Collection<AgentId> seen) {
            this.canary = canary;
            this.seen = new HashSet<>(seen);
        }
    }

    /**
     * Offers a batch with verified vectors. It is taken while there is room, or in place of the
     * oldest as often as the pool is to be refreshed; never one that is too long.
     *
     * @param seen who has computed it already
     * @return whether it was taken
     */
    public boolean offer(Canary canary, Collection<AgentId> seen) {
        accrue(canary.born());
        int size = canary.size();
        if (size > settings.textsMax() || entries.containsKey(canary.texts())) return false;
        if (texts + size > settings.poolMax()) {
            if (due < size) return false;
            due -= size;
            while (texts + size > settings.poolMax()) oldest().ifPresent(this::drop);
        }
        entries.put(canary.texts(), new Entry(canary, seen));
        texts += size;
        return true;
    }

    private Optional<Canary> oldest() {
        return entries.values().stream()
                .map(entry -> entry.canary)
                .min(Comparator.comparingLong(Canary::born));
    }

    /** Replacements fall due evenly over the day; never more than a day's worth at once. */
    private void accrue(long now) {
        double perDay = settings.refreshShare() * settings.poolMax();
        if (renewedUntil != 0 && now > renewedUntil) {
            due = Math.min(perDay, due + perDay * (now - renewedUntil) / DAY);
        }
        renewedUntil = Math.max(renewedUntil, now);
    }

    /** Texts in it. */
    public int size() {
        return texts;
    }

    /**
     * A canary for somebody, none that it has seen; or none, so that on average so many texts are
     * given, or fewer.
     */
    public Optional<Canary> draw(AgentId receiver, double wanted) {
        if (wanted <= 0) return Optional.empty();
        List<Entry> fresh =
                entries.values().stream().filter(e -> !e.seen.contains(receiver)).toList();
        if (fresh.isEmpty()) return Optional.empty();
        Entry drawn = fresh.get(random.nextInt(fresh.size()));
        if (random.nextDouble() * drawn.canary.size() >= wanted) return Optional.empty();
        drawn.seen.add(receiver);
        if (++drawn.uses >= settings.usesMax()) drop(drawn.canary);
        return Optional.of(drawn.canary);
    }

    /** It is not to be used any more, because its document is gone. */
    public void drop(Canary canary) {
        if (entries.remove(canary.texts()) != null) texts -= canary.size();
    }
}
