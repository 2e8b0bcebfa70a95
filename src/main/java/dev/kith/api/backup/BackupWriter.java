package dev.kith.api.backup;

/** Makes the bytes of one backup, line by line. Not thread-safe. */
public final class BackupWriter {
    private final Counts counts = new Counts();

    /** The next line; anything but the end. */
    public byte[] line(BackupLine line) {
        byte[] encoded = BackupCodec.encode(line);
        counts.add(line, encoded);
        return encoded;
    }

    /** The last line. */
    public byte[] end() {
        return BackupCodec.encode(counts.end());
    }
}
