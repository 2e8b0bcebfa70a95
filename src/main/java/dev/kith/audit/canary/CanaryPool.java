package dev.kith.audit.canary;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The canaries of one model; not thread-safe.
 *
 * <p>They are chunks of the network's own documents that this agent has verified, so nothing about
 * a text tells that it is one. No agent sees the same canary twice, each is retired after so many
 * uses, and a share of the pool is replaced every day. Source: Golle and Mironov, "Uncheatable
 * Distributed Computations", CT-RSA 2001.
 */
public final class CanaryPool {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final AuditSettings.Canaries settings;
    private final RandomGenerator random;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long renewedUntil;
    private double due;

    /**
     * Whoever can foresee {@code random} knows the canaries: it must be a secure one outside tests.
     */
    public CanaryPool(AuditSettings.Canaries settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    private record Entry(Canary canary, Set<AgentId> seen) {}

    /**
     * Offers a text with a verified vector. It is taken while there is room, or in place of the
     * oldest as often as the pool is to be refreshed.
     *
     * @return whether it was taken
     */
    public boolean offer(Canary canary) {
        accrue(canary.born());
        if (entries.containsKey(canary.text())) return false;
        if (entries.size() >= settings.poolMax()) {
            if (due < 1) return false;
            due--;
            entries.values().stream()
                    .map(Entry::canary)
                    .min(Comparator.comparingLong(Canary::born))
                    .ifPresent(oldest -> entries.remove(oldest.text()));
        }
        entries.put(canary.text(), new Entry(canary, new HashSet<>()));
        return true;
    }

    /** Replacements fall due evenly over the day; never more than a day's worth at once. */
    private void accrue(long now) {
        double perDay = settings.refreshShare() * settings.poolMax();
        if (renewedUntil != 0 && now > renewedUntil) {
            due = Math.min(perDay, due + perDay * (now - renewedUntil) / DAY);
        }
        renewedUntil = Math.max(renewedUntil, now);
    }

    /** Canaries that can be planted for somebody. */
    public int size() {
        return entries.size();
    }

    /**
     * Plants up to {@code count} canaries at random places among these texts, none that the author
     * has seen or that stands among them.
     */
    public Planted plant(List<String> texts, AgentId author, int count) {
        var fresh = new ArrayList<Entry>();
        for (Entry entry : entries.values()) {
            String text = entry.canary.text();
            if (!entry.seen.contains(author) && !texts.contains(text)) fresh.add(entry);
        }
        List<@Nullable Canary> mixed = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) mixed.add(null);
        for (int i = 0; i < count && !fresh.isEmpty(); i++) {
            Entry drawn = fresh.remove(random.nextInt(fresh.size()));
            use(drawn, author);
            mixed.add(random.nextInt(mixed.size() + 1), drawn.canary);
        }
        return planted(texts, mixed);
    }

    private static Planted planted(List<String> texts, List<@Nullable Canary> mixed) {
        var all = new ArrayList<String>();
        var canaries = new LinkedHashMap<Integer, Canary>();
        int next = 0;
        for (Canary canary : mixed) {
            if (canary == null) {
                all.add(texts.get(next++));
            } else {
                canaries.put(all.size(), canary);
                all.add(canary.text());
            }
        }
        return new Planted(all, canaries);
    }

    private void use(Entry entry, AgentId author) {
        entry.seen.add(author);
        if (entry.seen.size() >= settings.usesMax()) entries.remove(entry.canary.text());
    }
}
