package dev.kith.store.partition.document;

import dev.kith.model.DocumentKey;
import dev.kith.store.level.Ranges;
import dev.kith.store.log.Codec;
import dev.kith.store.log.RecordLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Some dossiers, in the order of keys.
 *
 * @param last the last document that was looked at; empty at the end
 */
public record DossierPage(List<Dossier> dossiers, Optional<DocumentKey> last) {
    /** So many documents are looked at, at most, for each that is wanted. */
    private static final int LOOKS = 8;

    /** The next {@code limit} of all. */
    public static List<Dossier> next(RecordLog log, Optional<DocumentKey> after, int limit)
            throws IOException {
        var found = new ArrayList<Dossier>();
        log.scan(
                from(after),
                Keys.after(Keys.dossiersFirst()),
                (_, value) -> {
                    if (value.isPresent()) found.add(Codec.head(value.get(), Dossier.class));
                    return found.size() < limit;
                });
        return found;
    }

    /** The next of documents in {@code ranges}. */
    public static DossierPage next(
            RecordLog log, Optional<DocumentKey> after, BitSet ranges, int limit)
            throws IOException {
        var found = new ArrayList<Dossier>();
        var seen = new ArrayList<DocumentKey>();
        boolean[] more = {false};
        log.scan(
                from(after),
                Keys.after(Keys.dossiersFirst()),
                (name, value) -> {
                    if (value.isEmpty()) return true; // neither key nor value can be trusted
                    DocumentKey key = Keys.document(name, 1);
                    seen.add(key);
                    if (ranges.get(Ranges.of(key))) {
                        found.add(Codec.head(value.get(), Dossier.class));
                    }
                    more[0] = found.size() == limit || seen.size() == LOOKS * limit;
                    return !more[0];
                });
        return new DossierPage(found, more[0] ? Optional.of(seen.getLast()) : Optional.empty());
    }

    private static byte[] from(Optional<DocumentKey> after) {
        return after.map(key -> Keys.after(Keys.dossier(key))).orElse(Keys.dossiersFirst());
    }
}
