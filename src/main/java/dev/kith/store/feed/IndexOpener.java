package dev.kith.store.feed;

import dev.kith.store.index.PartitionIndex;
import java.nio.file.Path;

/** Opens or makes the search index in a folder; throws if what is there cannot be read. */
@FunctionalInterface
public interface IndexOpener {
    /** Opens it; the folder is made where it is missing. */
    PartitionIndex open(Path folder);
}
