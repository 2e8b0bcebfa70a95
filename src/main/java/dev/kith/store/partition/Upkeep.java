package dev.kith.store.partition;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Version;
import dev.kith.store.level.Entry;
import dev.kith.store.log.Codec;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Keys;
import dev.kith.store.partition.document.Wholeness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What keeps a partition sound over the years: going through everything that lies on disk, letting
 * go of what nobody needs, and writing the files anew so that deleted bytes leave the disk. All
 * methods block, a bounded time each, and take turns with the writes.
 */
public final class Upkeep {
    /** Agents whose clocks differ more refuse each other's messages; twice that. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(10);

    private static final HexFormat HEX = HexFormat.of();

    /**
     * What lies in a stretch of the files.
     *
     * @param next where the next begins; empty at the end
     * @param bytes its size, and about that of all parts of {@code documents}
     * @param documents whose dossiers are in it
     * @param damaged documents of which something in it is damaged
     * @param unreadable damaged entries that name no document
     * @param parts versions of which parts are in it
     */
    public record Stretch(
            Optional<String> next,
            long bytes,
            Set<DocumentKey> documents,
            Set<DocumentKey> damaged,
            int unreadable,
            Map<DocumentKey, Set<Version>> parts) {}

    private final PartitionLog partition;

    Upkeep(PartitionLog partition) {
        this.partition = partition;
    }

    /** How far the scrubber is. */
    public ScrubProgress progress() {
        return partition.progress();
    }

    /** Keeps how far it is; what is found damaged meanwhile stays counted. */
    public void progress(UnaryOperator<ScrubProgress> next) throws IOException {
        partition.change(staging -> staging.progress(next.apply(partition.progress())));
    }

    /**
     * Reads a stretch, and compares every checksum in it.
     *
     * @param bytesMax after which it ends: dossiers lie close together, and whoever reads their
     *     documents whole is not to read everything at once
     */
    public Stretch read(String from, long bytesMax) throws IOException {
        var documents = new LinkedHashSet<DocumentKey>();
        var damaged = new LinkedHashSet<DocumentKey>();
        var parts = new LinkedHashMap<DocumentKey, Set<Version>>();
        var derived = new ArrayList<byte[]>();
        long[] bytes = {0};
        int[] unreadable = {0};
        String[] next = {""};
        synchronized (partition) {
            partition
                    .log()
                    .scan(
                            HEX.parseHex(from),
                            Keys.end(),
                            (key, value) -> {
                                if (bytes[0] >= bytesMax) {
                                    next[0] = HEX.formatHex(key);
                                    return false;
                                }
                                bytes[0] += key.length + value.map(v -> v.length).orElse(0);
                                Optional<DocumentKey> about = Keys.about(key);
                                if (value.isEmpty()) {
                                    if (Keys.isDerived(key)) derived.add(key);
                                    else if (about.isPresent()) damaged.add(about.get());
                                    else unreadable[0]++;
                                } else if (Keys.isDossier(key)) {
                                    about.ifPresent(documents::add);
                                    bytes[0] += heldBytes(value.get());
                                }
                                Keys.parts(key)
                                        .ifPresent(part ->
                                                parts.computeIfAbsent(
                                                                part.key(), _ -> new HashSet<>())
                                                        .add(part.version()));
                                return true;
                            });
            if (!derived.isEmpty()) partition.drop(derived);
        }
        return new Stretch(
                next[0].isEmpty() ? Optional.empty() : Optional.of(next[0]),
                bytes[0],
                documents,
                damaged,
                unreadable[0],
                parts);
    }

    private static long heldBytes(byte[] dossier) throws IOException {
        return Codec.head(dossier, Dossier.class).records().stream()
                .filter(record -> Drops.keepsParts(record.state()))
                .mapToLong(record -> Entry.of(record).bytes())
                .sum();
    }

    /** Whether all that is known of a document is here undamaged; reads every part of it. */
    public boolean isWhole(DocumentKey key) throws IOException {
        var wholeness = new Wholeness(partition.reader());
        Dossier before = partition.reader().dossier(key);
        for (DocumentRecord record : before.records()) {
            if (wholeness.isWhole(record)) continue;
            // What changed meanwhile says nothing.
            if (partition.reader().dossier(key).equals(before)) return false;
        }
        return true;
    }

    /** How many parts lie here of a document, of any version. */
    public int countParts(DocumentKey key) throws IOException {
        byte[] from = Keys.parts(key);
        int[] count = {0};
        synchronized (partition) {
            partition
                    .log()
                    .scan(
                            from,
                            Keys.after(from),
                            (_, _) -> {
                                count[0]++;
                                return true;
                            });
        }
        return count[0];
    }

    /** Makes the entries by which tasks find these documents anew where they are wrong. */
    public void nameTasks(Set<DocumentKey> keys) throws IOException {
        partition.change(staging -> {
            for (DocumentKey key : keys) staging.nameTasks(key);
        });
    }

    /** Frees parts that nothing needs: of versions given up, or never accepted by then. */
    public void sweep(Map<DocumentKey, Set<Version>> parts, long before) throws IOException {
        partition.change(staging -> {
            for (var versions : parts.entrySet()) {
                for (Version version : versions.getValue()) {
                    staging.sweep(versions.getKey(), version, before);
                }
            }
        });
    }

    /** Lets the search index look at a document again. */
    public void touch(DocumentKey key) throws IOException {
        partition.change(staging -> staging.touch(key));
    }

    /** Counts everything anew; says whether the count was wrong. */
    public boolean recount() throws IOException {
        synchronized (partition) {
            partition.log();
            Standing before = partition.standing();
            partition.recount();
            return !before.equals(partition.standing());
        }
    }

    /**
     * Lets go of tombstones that copies knew of before a wall time.
     *
     * @return how many; as many as {@code limit} when there may be more
     */
    public int collect(long before, int limit) throws IOException {
        List<Map.Entry<DocumentKey, Version>> found;
        synchronized (partition) {
            found = partition.tombstones(before, limit);
            partition.collected(before);
        }
        if (found.isEmpty()) return 0;
        partition.change(staging -> {
            for (var tombstone : found) staging.collect(tombstone.getKey(), tombstone.getValue());
        });
        return found.size();
    }

    /**
     * Begins anew with what came since this copy was level with another last.
     *
     * @param kept where the old files stay
     * @return false where it never was, so that nothing is to be done
     */
    public boolean startOver(Path kept) throws IOException {
        synchronized (partition) {
            long company = progress().company();
            if (company == 0) return false;
            var remainder = new Remainder(company - CLOCKS_APART_MAX.toMillis(), partition.now());
            partition.log().startOver(kept, remainder::copy);
            partition.recount();
            return true;
        }
    }

    /** Whether the files are being written anew. */
    public boolean rewriting() throws IOException {
        synchronized (partition) {
            return partition.log().rewriting();
        }
    }

    /** Writes some more of the files anew; true when they have taken the place of the old. */
    public boolean rewrite(long bytesMax) throws IOException {
        synchronized (partition) {
            if (!partition.log().rewriting()) partition.eraseBegins();
            var left = new LinkedHashSet<DocumentKey>();
            boolean done =
                    partition.log().rewrite(bytesMax, key -> Keys.about(key).ifPresent(left::add));
            for (DocumentKey key : left) partition.defects().mark(key);
            if (!done) return false;
            partition.erased();
            partition.recount(); // what was damaged is gone now, and must not be counted as held
            return true;
        }
    }
}
