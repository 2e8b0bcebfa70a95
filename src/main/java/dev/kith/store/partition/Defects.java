package dev.kith.store.partition;

import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Wholeness;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what was found damaged or missing. What is noted is not served, is fetched anew from
 * another copy, and counts in {@link ScrubProgress#damaged}, which is kept with it in one step.
 */
public final class Defects {
    private static final Logger LOG = LoggerFactory.getLogger(Defects.class);
    private static final int PAGE = 500;

    private static final String LOST =
            "{}: documents of which parts are missing here and on every other copy that is here:"
                    + " {}. Those whose text is whole are embedded again, `kith status` names the"
                    + " others";
    private static final String FORSAKEN =
            "{}: documents of which parts are missing, and that nobody has brought back for"
                    + " kith.store.absent-patience: {}. This copy counts as whole without them;"
                    + " `kith status` names them: put them again, or delete them";

    private final PartitionLog partition;

    Defects(PartitionLog partition) {
        this.partition = partition;
    }

    /** Notes that parts of a document were found missing or damaged. */
    public void mark(DocumentKey key) throws IOException {
        synchronized (partition) {
            if (partition.catalog().hasHole(key)) return;
            LOG.warn(
                    "parts of '{}' in collection {} are damaged or missing in {}; they are not"
                        + " served, and fetched anew from another copy. If this goes on, check the"
                        + " disk",
                    key.id(),
                    key.collection().value(),
                    partition.log().folder());
            note(Set.of(key));
        }
    }

    /** Reads a document, and notes it if something of it is missing or damaged. */
    public void look(DocumentKey key) throws IOException {
        if (!isTorn(key) && !partition.upkeep().isWhole(key)) mark(key);
    }

    /**
     * Notes every document of which parts are missing or damaged; reads everything. For a database
     * that goes on without something: its list of documents may be right and their parts gone.
     */
    public void markAll() throws IOException {
        synchronized (partition) {
            var wholeness = new Wholeness(partition.reader());
            Optional<DocumentKey> after = Optional.empty();
            int found = 0;
            while (true) {
                List<Dossier> page = partition.page(after, PAGE);
                var torn = new HashSet<DocumentKey>();
                for (Dossier dossier : page) {
                    for (DocumentRecord record : dossier.records()) {
                        after = Optional.of(record.key());
                        if (!torn.contains(record.key()) && !wholeness.isWhole(record)) {
                            torn.add(record.key());
                        }
                    }
                }
                torn.removeIf(partition.catalog()::hasHole);
                if (!torn.isEmpty()) note(torn);
                found += torn.size();
                if (page.size() < PAGE) break;
            }
            if (found == 0) return;
            LOG.warn(
                    "parts of {} documents are missing in {}; they are not served, and fetched anew"
                            + " from another copy",
                    found,
                    partition.log().folder());
        }
    }

    /**
     * Notes that no copy that is here has what is missing of these documents. It is fetched all the
     * same should it turn up. Not kept: whoever opens the files anew has to find out again.
     */
    public void lost(Set<DocumentKey> keys) throws IOException {
        count(keys, Catalog::markLost, Standing::lost, LOST);
    }

    /**
     * Notes that it is not waited for any longer, so that this copy stands for all that is left.
     */
    public void forsake(Set<DocumentKey> keys) throws IOException {
        count(keys, Catalog::forsake, Standing::forsaken, FORSAKEN);
    }

    private void count(
            Set<DocumentKey> keys,
            BiConsumer<Catalog, DocumentKey> mark,
            ToLongFunction<Standing> count,
            String message)
            throws IOException {
        if (keys.isEmpty()) return;
        synchronized (partition) {
            long before = count.applyAsLong(partition.standing());
            keys.forEach(key -> mark.accept(partition.catalog(), key));
            partition.counted();
            long now = count.applyAsLong(partition.standing());
            if (now != before) LOG.error(message, partition.log().folder(), now);
        }
    }

    /** Whether parts of a document are known to be missing. */
    public boolean isTorn(DocumentKey key) {
        if (partition.standing().torn() == 0) return false; // without waiting for a write
        synchronized (partition) {
            return partition.catalog().hasHole(key);
        }
    }

    /** Whether parts of a document are missing on every copy that is here. */
    public boolean isLost(DocumentKey key) {
        if (partition.standing().lost() == 0) return false; // without waiting for a write
        synchronized (partition) {
            return partition.catalog().isLost(key);
        }
    }

    /** Whether they are, and not waited for any longer. */
    public boolean isForsaken(DocumentKey key) {
        if (partition.standing().forsaken() == 0) return false; // without waiting for a write
        synchronized (partition) {
            return partition.catalog().isForsaken(key);
        }
    }

    /** All of which parts are missing on every copy that is here. */
    public Set<DocumentKey> lost() {
        return Set.copyOf(lost(Optional.empty(), Integer.MAX_VALUE));
    }

    /**
     * Documents of which parts are missing on every copy that is here, in the order of keys.
     *
     * @param after the last of the page before; empty for the first page
     */
    public List<DocumentKey> lost(Optional<DocumentKey> after, int limit) {
        if (partition.standing().lost() == 0) return List.of(); // without waiting for a write
        synchronized (partition) {
            return partition.catalog().lostAfter(after, limit);
        }
    }

    private void note(Set<DocumentKey> torn) throws IOException {
        partition.change(staging -> {
            for (DocumentKey key : torn) staging.hole(key, true);
            staging.progress(partition.progress().withDamage(torn.size()));
        });
    }
}
