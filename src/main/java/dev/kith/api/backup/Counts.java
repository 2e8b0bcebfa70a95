package dev.kith.api.backup;

import dev.kith.model.Digests;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What the last line of a backup says of those before it. Not thread-safe. */
final class Counts {
    private final MessageDigest digest = Digests.sha256();
    private BackupLine.@Nullable Document open;
    private long documents;
    private long pending;
    private long missing;
    private long chunks;
    private long lines;
    private long bytes;

    /** The bytes of the next line, its end included. */
    void add(BackupLine line, byte[] encoded) {
        digest.update(encoded);
        bytes += encoded.length;
        lines++;
        switch (line) {
            case BackupLine.Document document -> open = document;
            case BackupLine.Whole whole -> {
                if (open != null && open.committed()) documents++;
                else pending++;
                chunks += whole.chunks();
            }
            case BackupLine.Missing _ -> missing++;
            case BackupLine.Begin _, BackupLine.Text _, BackupLine.Passages _ -> {}
            case BackupLine.Withdrawn _, BackupLine.Failed _, BackupLine.End _ -> {}
        }
    }

    /** The last line; only once. */
    BackupLine.End end() {
        return new BackupLine.End(
                documents,
                pending,
                missing,
                chunks,
                lines,
                bytes,
                HexFormat.of().formatHex(digest.digest()));
    }

    long lines() {
        return lines;
    }
}
