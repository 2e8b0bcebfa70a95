package dev.kith.store.feed;

import dev.kith.store.index.PartitionIndex;
import dev.kith.store.log.FolderSwap;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an index is; what is derived may be deleted. */
record IndexFolder(Path folder, IndexOpener opener) {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

    /** The index that is there, or a new one where it cannot be read. */
    PartitionIndex open() throws IOException {
        try {
            return opener.open(folder);
        } catch (RuntimeException e) {
            LOG.warn("the index in {} is made anew", folder, e);
            return anew();
        }
    }

    /** A new index; what was there goes. */
    PartitionIndex anew() throws IOException {
        FolderSwap.delete(folder);
        return opener.open(folder);
    }
}
