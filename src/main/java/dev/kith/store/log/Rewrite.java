package dev.kith.store.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log on its way into new files: entries are copied in the order of keys, and every write
 * meanwhile goes into both, so that at the end both hold the same. Values that are damaged are left
 * behind.
 */
final class Rewrite {
    private static final Logger LOG = LoggerFactory.getLogger(Rewrite.class);
    private static final byte[] END = {(byte) 0xff};

    private final FolderSwap swap;
    private final RecordLog next;
    private byte[] from = {};

    private Rewrite(FolderSwap swap, RecordLog next) {
        this.swap = swap;
        this.next = next;
    }

    static Rewrite begin(Path folder, RecordLog.Opener opener) throws IOException {
        var swap = new FolderSwap(folder);
        swap.clear();
        return new Rewrite(swap, opener.open(swap.next()));
    }

    /**
     * Copies some more; true when all is copied.
     *
     * @param left told the key of what is damaged and so left behind
     */
    boolean step(RecordLog current, long bytesMax, Consumer<byte[]> left) throws IOException {
        var batch = new LogBatch();
        long[] bytes = {0};
        boolean[] more = {false};
        current.scan(
                from,
                END,
                (key, value) -> {
                    if (bytes[0] >= bytesMax) {
                        from = key;
                        more[0] = true;
                        return false;
                    }
                    value.ifPresentOrElse(found -> batch.put(key, found), () -> left.accept(key));
                    bytes[0] += key.length + value.map(found -> found.length).orElse(0);
                    return true;
                });
        if (!batch.isEmpty()) next.write(batch);
        return !more[0];
    }

    /** Writes what was written to the old; false where that failed, which is no harm to the old. */
    boolean mirror(LogBatch batch) {
        try {
            next.write(batch);
            return true;
        } catch (IOException e) {
            LOG.warn("writing {} anew is given up, and tried again later", swap.folder(), e);
            return false;
        }
    }

    /** Takes the old one's place, which nobody has open any more. */
    void replace() throws IOException {
        next.close();
        swap.replace();
    }

    /** Lets go of what was copied. */
    void abandon() {
        next.close();
        try {
            swap.clear();
        } catch (IOException e) {
            LOG.warn("cannot delete {}; the next start does", swap.next(), e);
        }
    }
}
