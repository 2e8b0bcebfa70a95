package dev.kith.task.court;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this agent has proven, in a file of its own; written whole or not at all. Blocks. */
public final class EvidenceFile {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFile.class);

    private final Path file;

    /** That at {@code file}. */
    public EvidenceFile(Path file) {
        this.file = file;
    }

    Optional<byte[]> read() {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            LOG.warn("cannot read {}; what others keep of it is still believed", file, e);
            return Optional.empty();
        }
    }

    void write(ByteString testimony) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, testimony.toArray());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn(
                    "cannot keep evidence in {}; the others keep it as long as one of them is up",
                    file,
                    e);
        }
    }
}
