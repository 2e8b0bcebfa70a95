package dev.kith.task.restore;

import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.Copies;
import dev.kith.task.Restorer;
import java.util.Optional;

/** What is done with a version of a backup, given what is known here of its document. Pure. */
sealed interface Verdict {

    /** Nothing: it is here, or something that counts more. */
    record Leave(Restorer.How how) implements Verdict {}

    /** It comes back with its vectors under its own version, so that it takes its old place. */
    record AsItWas() implements Verdict {}

    /** It comes back with its vectors as the newest version. */
    record AsNewest() implements Verdict {}

    /** Its text comes back as the newest version, and is embedded by a task. */
    record Anew() implements Verdict {}

    /**
     * The rule: what is here already stays; what is newer wins unless the backup is to win; vectors
     * are of use only where they come from this network's model.
     *
     * @param model fingerprint of this network's model; empty while nobody embeds
     */
    static Verdict of(Restorer.Kept kept, Copies.Head here, String model, Restorer.Wish wish) {
        DocumentRecord record = kept.record();
        Optional<DocumentRecord> standing = here.standing().filter(known -> !here.isGivenUp(known));
        if (standing.filter(known -> isSame(known, record)).isPresent()) {
            return new Leave(Restorer.How.UNCHANGED);
        }
        boolean usable =
                !wish.anew()
                        && record.state() == DocumentState.COMMITTED
                        && !model.isEmpty()
                        && kept.model().equals(model);
        if (wish.replace()) {
            if (kept.updating()) return new Leave(Restorer.How.NEWER);
            return usable ? new AsNewest() : new Anew();
        }
        Optional<DocumentRecord> winner = usable ? here.visible() : standing;
        if (winner.filter(known -> isNewer(known, record)).isPresent()) {
            boolean deleted = winner.get().state() == DocumentState.DELETED;
            return new Leave(deleted ? Restorer.How.DELETED : Restorer.How.NEWER);
        }
        return usable ? new AsItWas() : new Anew();
    }

    private static boolean isSame(DocumentRecord known, DocumentRecord record) {
        return known.state() != DocumentState.DELETED && known.content().equals(record.content());
    }

    private static boolean isNewer(DocumentRecord known, DocumentRecord record) {
        return known.version().compareTo(record.version()) > 0;
    }
}
