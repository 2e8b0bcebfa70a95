package dev.kith.store.partition;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.level.Blob;
import dev.kith.store.level.Digest;
import dev.kith.store.level.Entry;
import dev.kith.store.level.Ranges;
import dev.kith.store.level.Tombstone;
import dev.kith.store.partition.document.Dossier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is kept in memory of a partition, and follows from what is on disk. Not thread-safe. */
final class Catalog {
    /** Names a version, pending or a tombstone; older versions first. */
    record Pending(Version version, DocumentKey key) implements Comparable<Pending> {
        private static final Comparator<Pending> ORDER =
                Comparator.comparing(Pending::version)
                        .thenComparing(Pending::key, DocumentKey.ORDER);

        @Override
        public int compareTo(Pending other) {
            return ORDER.compare(this, other);
        }
    }

    private final TreeMap<Pending, DocumentRecord> pending = new TreeMap<>();
    private final TreeMap<Pending, Long> tombstones = new TreeMap<>();
    private final TreeSet<DocumentKey> holes = new TreeSet<>(DocumentKey.ORDER);
    private final TreeSet<DocumentKey> lost = new TreeSet<>(DocumentKey.ORDER);
    private final Set<DocumentKey> forsaken = new HashSet<>();
    private final Ranges ranges = new Ranges();
    private Digest digest = Digest.EMPTY;
    private long documents;
    private long chunks;
    private long versionTimeMax;

    /** One document changed. */
    void replace(Dossier before, Dossier after) {
        for (Entry entry : before.entries()) {
            digest = digest.minus(entry);
            ranges.remove(entry);
        }
        for (Entry entry : after.entries()) {
            digest = digest.plus(entry);
            ranges.add(entry);
        }
        for (DocumentRecord record : before.records()) {
            pending.remove(pending(record));
            tombstones.remove(pending(record));
        }
        for (DocumentRecord record : after.records()) {
            versionTimeMax = Math.max(versionTimeMax, record.version().time());
            if (record.state() == DocumentState.PENDING) pending.put(pending(record), record);
            if (record.state() == DocumentState.DELETED) {
                tombstones.put(pending(record), Tombstone.since(record));
            }
        }
        before.visible().ifPresent(record -> count(record, -1));
        after.visible().ifPresent(record -> count(record, 1));
    }

    void markHole(DocumentKey key) {
        holes.add(key);
    }

    void clearHole(DocumentKey key) {
        holes.remove(key);
        hopeFor(key);
    }

    /** What is missing of this document no other copy that is here has either. */
    void markLost(DocumentKey key) {
        if (hasHole(key)) lost.add(key);
    }

    /** The same, and it is waited for no longer. */
    void forsake(DocumentKey key) {
        markLost(key);
        if (isLost(key)) forsaken.add(key);
    }

    /** It may be elsewhere, as far as anyone knows. */
    void hopeFor(DocumentKey key) {
        lost.remove(key);
        forsaken.remove(key);
    }

    boolean isLost(DocumentKey key) {
        return lost.contains(key);
    }

    boolean isForsaken(DocumentKey key) {
        return forsaken.contains(key);
    }

    /** Lost documents in the order of keys. */
    List<DocumentKey> lostAfter(Optional<DocumentKey> after, int limit) {
        var rest = after.<Set<DocumentKey>>map(key -> lost.tailSet(key, false)).orElse(lost);
        return rest.stream().limit(limit).toList();
    }

    boolean hasHole(DocumentKey key) {
        return holes.contains(key);
    }

    Set<DocumentKey> holes() {
        return holes;
    }

    /** What is held by ranges, as of now. */
    Blob ranges() {
        return ranges.toBlob();
    }

    /** Documents of whose deletion copies knew before a wall time, oldest first. */
    List<Map.Entry<DocumentKey, Version>> tombstones(long before, int limit) {
        return tombstones.entrySet().stream()
                .takeWhile(entry -> entry.getKey().version().millis() < before)
                .filter(entry -> entry.getValue() < before)
                .map(Map.Entry::getKey)
                .limit(limit)
                .map(tombstone -> Map.entry(tombstone.key(), tombstone.version()))
                .toList();
    }

    /** Pending records after {@code last} in the order of versions. */
    List<DocumentRecord> pendingAfter(Optional<DocumentRecord> last, int limit) {
        var rest = last.map(record -> pending.tailMap(pending(record), false)).orElse(pending);
        return rest.values().stream().limit(limit).toList();
    }

    /** Pending records, newest first. */
    List<DocumentRecord> pendingNewest(int limit) {
        return new ArrayList<>(pending.descendingMap().values().stream().limit(limit).toList());
    }

    Standing standing() {
        return new Standing(
                digest,
                documents,
                chunks,
                pending.size(),
                holes.size(),
                lost.size(),
                forsaken.size(),
                versionTimeMax);
    }

    private void count(DocumentRecord visible, int sign) {
        if (visible.state() != DocumentState.COMMITTED) return;
        documents += sign;
        chunks += (long) sign * visible.chunks();
    }

    private static Pending pending(DocumentRecord record) {
        return new Pending(record.version(), record.key());
    }
}
