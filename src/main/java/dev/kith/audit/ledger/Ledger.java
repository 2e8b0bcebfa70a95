package dev.kith.audit.ledger;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who computed which batch, and which of its chunks were checked; not thread-safe.
 *
 * <pre>
 *   took ──► known ──checked──► known better
 *              └──proven(author)──► hidden, in the Redo list ──took again──► known, not hidden
 * </pre>
 *
 * Bounded: the oldest batches are forgotten first, but never one that is hidden. What is forgotten
 * can be found again by the receipts that are stored with the vectors.
 */
public final class Ledger {
    private final AuditSettings.Memory settings;
    private final Map<Place, Entry> known = new LinkedHashMap<>();
    private final Map<Place, Work> hidden = new HashMap<>();
    private long forgotten;

    public Ledger(AuditSettings.Memory settings) {
        this.settings = settings;
    }

    private record Entry(Work work, BitSet checked) {}

    /** A batch was taken; what was there before is replaced, and hidden no longer. */
    public void took(Work work) {
        hidden.remove(work.place());
        known.remove(work.place());
        known.put(work.place(), new Entry(work, new BitSet(work.chunks())));
        if (known.size() > settings.batchesMax()) {
            var oldest = known.keySet().iterator();
            oldest.next();
            oldest.remove();
            forgotten++;
        }
    }

    /** These chunks were checked and are right. */
    public void checked(Place place, Collection<Integer> chunks) {
        Entry entry = known.get(place);
        if (entry == null) return; // forgotten meanwhile, or replaced under another version
        chunks.stream().filter(i -> i >= 0 && i < entry.work.chunks()).forEach(entry.checked::set);
    }

    /**
     * This agent was proven wrong: everything that it computed within the window and nobody checked
     * is hidden from now on, and has to be computed again; newest first.
     */
    public List<Redo> proven(AgentId author, long now) {
        long since = now - settings.retroWindow().toMillis();
        List<Redo> redo =
                known.values().stream()
                        .filter(e -> e.work.agent().equals(author) && e.work.time() >= since)
                        .map(e -> new Redo(e.work, unchecked(e)))
                        .filter(r -> !r.chunks().isEmpty())
                        .sorted(Comparator.comparingLong((Redo r) -> r.work().time()).reversed())
                        .toList();
        redo.forEach(r -> hidden.put(r.work().place(), r.work()));
        known.values().removeIf(e -> e.work.agent().equals(author));
        return redo;
    }

    private static List<Integer> unchecked(Entry entry) {
        var unchecked = (BitSet) entry.checked.clone();
        unchecked.flip(0, entry.work.chunks());
        return unchecked.stream().boxed().toList();
    }

    /** Whether a batch must not be served, because it waits for being computed again. */
    public boolean hidden(Place place) {
        return hidden.containsKey(place);
    }

    /** Batches that must not be served. */
    public int hiddenCount() {
        return hidden.size();
    }

    /** A version is gone: nothing of it is left to compute. */
    public void gone(Place place) {
        known.remove(place);
        hidden.remove(place);
    }

    /** Batches remembered. */
    public int size() {
        return known.size();
    }

    /** Batches that had to be forgotten for others. */
    public long forgotten() {
        return forgotten;
    }
}
