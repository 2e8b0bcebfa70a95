package dev.kith.store.partition;

import dev.kith.store.level.Claim;
import dev.kith.store.log.Codec;
import dev.kith.store.log.DamagedRecordException;
import dev.kith.store.log.RecordLog;
import dev.kith.store.partition.document.Dossier;
import dev.kith.store.partition.document.Keys;
import java.io.IOException;
import java.util.Optional;

/**
 * What a log says of itself when it is gone through from the first entry to the last. Entries that
 * are damaged are left out: comparing with other copies brings them back.
 *
 * @param catalog what is held
 * @param sequence of the last change of what is visible
 * @param trimmed the last change that is forgotten
 * @param claim how far this copy vouches for its partition
 * @param erasable whether deleted bytes still lie in the files
 * @param progress how far the scrubber is
 */
record Loaded(
        Catalog catalog,
        long sequence,
        long trimmed,
        Claim claim,
        boolean erasable,
        ScrubProgress progress) {

    static Loaded from(RecordLog log) throws IOException {
        var catalog = new Catalog();
        scan(
                log,
                Keys.dossiersFirst(),
                (_, value) -> catalog.replace(Dossier.EMPTY, Codec.head(value, Dossier.class)));
        scan(log, Keys.holesFirst(), (key, _) -> catalog.markHole(Keys.document(key, 1)));
        long[] bounds = {-1, meta(log, Keys.sequence(), Long.class, 0L, 0L)};
        scan(
                log,
                Keys.changesFirst(),
                (key, _) -> {
                    long found = Keys.changeSequence(key);
                    if (bounds[0] < 0) bounds[0] = found;
                    bounds[1] = Math.max(bounds[1], found);
                });
        return new Loaded(
                catalog,
                bounds[1],
                bounds[0] < 0 ? bounds[1] : bounds[0] - 1,
                // Where it is damaged, the cautious one; comparing makes it good.
                meta(log, Keys.claim(), Claim.class, Claim.NEW, Claim.LACKING),
                meta(log, Keys.erasable(), Boolean.class, false, true),
                meta(
                        log,
                        Keys.progress(),
                        ScrubProgress.class,
                        ScrubProgress.NONE,
                        ScrubProgress.NONE));
    }

    private static <T> T meta(
            RecordLog log, byte[] name, Class<T> type, T whereMissing, T whereDamaged)
            throws IOException {
        try {
            Optional<byte[]> stored = log.get(name);
            return stored.isEmpty() ? whereMissing : Codec.head(stored.get(), type);
        } catch (DamagedRecordException _) {
            return whereDamaged;
        }
    }

    private interface Each {
        void visit(byte[] key, byte[] value) throws IOException;
    }

    private static void scan(RecordLog log, byte[] prefix, Each each) throws IOException {
        log.scan(
                prefix,
                Keys.after(prefix),
                (key, value) -> {
                    if (value.isPresent()) each.visit(key, value.get());
                    return true;
                });
    }
}
