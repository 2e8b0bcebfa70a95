package dev.kith.wire.board;

import dev.kith.file.WholeFile;
import dev.kith.wire.record.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mark in a file of its own, as decimal digits; written whole or not at all. */
public final class VersionFile implements VersionMark {
    private static final Logger LOG = LoggerFactory.getLogger(VersionFile.class);

    private final Path file;

    private VersionFile(Path folder, Kind kind) {
        this.file = folder.resolve(kind.word());
    }

    /** That of one kind, in {@code folder}, which is made where it is missing. */
    public static VersionMark in(Path folder, Kind kind) {
        return new VersionFile(folder, kind);
    }

    @Override
    public long read() {
        if (!Files.exists(file)) return 0;
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            LOG.warn(
                    "cannot read {}; versions go on from the clock, which is fine unless it was set"
                            + " back",
                    file,
                    e);
            return 0;
        }
    }

    @Override
    public void write(long mark) throws IOException {
        WholeFile.write(file, Long.toString(mark).getBytes(StandardCharsets.US_ASCII));
    }
}
