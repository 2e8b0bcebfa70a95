package dev.kith.store.partition.document;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.level.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of one document: the version that decides what is visible, and what is newer.
 *
 * <p>What two copies keep is decided by the records that they have seen and not by the order: of
 * one version the later state, no version below the visible one. Of those that ended without effect
 * the newest few, and whatever another copy may still have as pending: as long as its task's time
 * is not over when the newest version is made. Once it is over, what is older than the newest few
 * is forgotten whether it ended or not.
 *
 * @param records one of each version, oldest first
 */
public record Dossier(List<DocumentRecord> records) {
    /** Of a document that is not known. */
    public static final Dossier EMPTY = new Dossier(List.of());

    /**
     * Of failed and canceled versions no more are kept, though the time of their tasks is not over.
     */
    private static final int ENDED_MOST = 64;

    public Dossier {
        records = List.copyOf(records);
    }

    /** The version that is searched, or the tombstone that hides the document. */
    public Optional<DocumentRecord> visible() {
        return records.reversed().stream().filter(record -> record.state().decides()).findFirst();
    }

    /** The newest version in any state. */
    public Optional<DocumentRecord> newest() {
        return records.isEmpty() ? Optional.empty() : Optional.of(records.getLast());
    }

    /** The newest version that was not given up. */
    public Optional<DocumentRecord> standing() {
        return records.reversed().stream()
                .filter(record -> !record.state().isGivenUp())
                .findFirst();
    }

    /** What is known of one version. */
    public Optional<DocumentRecord> version(Version version) {
        return records.stream().filter(record -> record.version().equals(version)).findFirst();
    }

    /** Whether a version is older than what is visible, so that nothing of it counts any more. */
    public boolean supersedes(Version version) {
        return visible().filter(record -> record.version().compareTo(version) > 0).isPresent();
    }

    /** Whether anything older than a version is kept. */
    public boolean hasBelow(Version version) {
        return !records.isEmpty() && records.getFirst().version().compareTo(version) < 0;
    }

    /** Whether the version that is searched is this one. */
    public boolean shows(Version version) {
        return visible()
                .filter(record -> record.state() == DocumentState.COMMITTED)
                .filter(record -> record.version().equals(version))
                .isPresent();
    }

    /**
     * With one record more.
     *
     * @param endedMax how many failed and canceled versions are kept, at least 1, once the time of
     *     their tasks is over
     */
    public Dossier with(DocumentRecord record, int endedMax) {
        if (supersedes(record.version())) return this;
        var all = new ArrayList<>(records);
        Optional<DocumentRecord> known = version(record.version());
        if (known.isPresent()) {
            DocumentRecord merged = known.get().merge(record);
            if (merged.equals(known.get())) return this;
            all.set(all.indexOf(known.get()), merged);
        } else {
            all.add(record);
            all.sort(Comparator.comparing(DocumentRecord::version));
        }
        return new Dossier(all).pruned(endedMax);
    }

    /** The same, but that of the version of {@code record} this is known and nothing else. */
    public Dossier instead(DocumentRecord record, int endedMax) {
        var others = records.stream().filter(r -> !r.version().equals(record.version())).toList();
        return new Dossier(others).with(record, endedMax);
    }

    /** What the listing says of it. */
    public List<Entry> entries() {
        return records.stream().map(Entry::of).toList();
    }

    private Dossier pruned(int endedMax) {
        var kept = new ArrayList<DocumentRecord>();
        int ended = 0;
        for (DocumentRecord record : records.reversed()) {
            if (supersedes(record.version())) break;
            boolean old = ended >= endedMax && isOver(record);
            if (record.state().isGivenUp()) {
                old |= ended >= ENDED_MOST;
                ended++;
            }
            if (!old || record.state().decides()) kept.addFirst(record);
        }
        return new Dossier(kept);
    }

    private boolean isOver(DocumentRecord record) {
        return record.deadline() < records.getLast().version().millis();
    }
}
