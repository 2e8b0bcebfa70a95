package dev.kith.store.partition;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.level.Tombstone;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Wholeness;
import java.io.IOException;
import java.util.Optional;

/**
 * What counts: that which is kept of a document, or that which comes.
 *
 * @param wholeness sees what a group of writes has brought so far
 * @param endedMax how many failed and canceled versions are kept
 * @param now milliseconds since 1970
 */
record Precedence(Wholeness wholeness, int endedMax, long now) {

    /**
     * Whether parts of a version are taken. Late duplicates change nothing; what is visible changes
     * only where parts are missing.
     *
     * @param torn whether parts of the document are missing
     */
    static boolean takesParts(Dossier dossier, Version version, boolean torn) {
        if (dossier.supersedes(version)) return false;
        Optional<DocumentRecord> known = dossier.version(version);
        return known.isEmpty()
                || switch (known.get().state()) {
                    case PENDING, FAILED, CANCELED -> true;
                    case COMMITTED -> torn;
                    case DELETED -> false;
                };
    }

    /**
     * Whether a task's commit has to wait until the text has come from other copies. Taken without
     * it, it would let go of the version before for one that may be nowhere: another run of the
     * task may have come to another end.
     *
     * @param torn whether parts of the document are missing
     */
    boolean awaitsText(Dossier old, DocumentRecord record, boolean torn) throws IOException {
        if (record.state() != DocumentState.COMMITTED) return false;
        if (old.supersedes(record.version())) return false;
        Optional<DocumentState> known = old.version(record.version()).map(DocumentRecord::state);
        if (known.isPresent() && known.get() != DocumentState.PENDING) return false;
        boolean accepted = known.isPresent() && !torn;
        return !accepted && !wholeness.hasText(record);
    }

    /**
     * What is kept once a record has come.
     *
     * @param lost whether nobody who is here has what is missing of the document
     * @throws IllegalArgumentException if it comes too late to count
     */
    Dossier after(Dossier old, DocumentRecord record, boolean lost) throws IOException {
        if (comesTooLate(old, record)) {
            throw new IllegalArgumentException(
                    "this version of '"
                            + record.key().id()
                            + "' was given up and its parts are gone");
        }
        if (lost && record.state().isGivenUp() && isCommittedWithoutText(old, record.version())) {
            return old.instead(record, endedMax);
        }
        return old.with(Tombstone.heard(record, now), endedMax);
    }

    /**
     * A commit of what was given up counts only where all its text has come again; what else is
     * missing is made anew.
     */
    private boolean comesTooLate(Dossier old, DocumentRecord record) throws IOException {
        if (record.state() != DocumentState.COMMITTED) return false;
        Optional<DocumentState> known = old.version(record.version()).map(DocumentRecord::state);
        return known.filter(DocumentState::isGivenUp).isPresent() && !wholeness.hasText(record);
    }

    /**
     * Where nobody has its text it gives way to the word that the version was given up: those that
     * gave it up would never take it, and copies would differ for ever.
     */
    private boolean isCommittedWithoutText(Dossier old, Version version) throws IOException {
        Optional<DocumentRecord> known = old.version(version);
        return known.isPresent()
                && known.get().state() == DocumentState.COMMITTED
                && !wholeness.hasText(known.get());
    }
}
