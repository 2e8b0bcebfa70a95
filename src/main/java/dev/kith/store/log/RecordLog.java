package dev.kith.store.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An ordered map from bytes to bytes on disk. One thread at a time writes or scans; any thread may
 * get meanwhile. What a disk does wrong is an {@link IOException}; what was stored and came back
 * different is a {@link DamagedRecordException}.
 */
public interface RecordLog extends AutoCloseable {

    /** The value under this key. */
    Optional<byte[]> get(byte[] key) throws IOException;

    /** All of the batch or nothing; on the disk when this returns. */
    void write(LogBatch batch) throws IOException;

    /**
     * Visits entries in the order of their unsigned bytes.
     *
     * @param from the first
     * @param until the first no more
     */
    void scan(byte[] from, byte[] until, Visitor visitor) throws IOException;

    @Override
    void close();

    /** Looks at one entry of a scan. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Looks at an entry.
         *
         * @param value empty where it is damaged
         * @return whether to go on
         */
        boolean visit(byte[] key, Optional<byte[]> value) throws IOException;
    }

    /** Opens the log in a folder, which is made where it is missing. */
    @FunctionalInterface
    interface Opener {
        /** Opens it; nobody else may have it open. */
        RecordLog open(Path folder) throws IOException;

        /** Throws if there is no room to open it; nothing is changed. */
        default void probe(Path folder) throws IOException {}

        /**
         * Opens what was closed in good order just now, without a closer look.
         *
         * @param bulk whether to take more memory and write less, since much comes at once
         */
        default RecordLog again(Path folder, boolean bulk) throws IOException {
            return open(folder);
        }

        /** What was opened last in this folder failed: the next opening is to look closely. */
        default void suspect(Path folder) {}
    }
}
