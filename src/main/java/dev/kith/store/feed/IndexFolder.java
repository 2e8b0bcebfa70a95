package dev.kith.store.feed;

import dev.kith.store.index.PartitionIndex;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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
        if (Files.isDirectory(folder)) delete();
        return opener.open(folder);
    }

    private void delete() throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException error)
                            throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
