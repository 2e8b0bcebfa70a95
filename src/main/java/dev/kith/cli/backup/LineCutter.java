package dev.kith.cli.backup;

import dev.kith.api.backup.BackupCodec;
import dev.kith.api.backup.DamagedBackupException;
import java.io.ByteArrayOutputStream;

/** Cuts bytes into lines; holds one line at most. Not thread-safe. */
final class LineCutter {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Each each;

    /** Takes a line without its end. */
    interface Each {
        void line(byte[] line) throws DamagedBackupException;
    }

    LineCutter(Each each) {
        this.each = each;
    }

    /** The next bytes. */
    void feed(byte[] bytes, int length) throws DamagedBackupException {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != '\n') continue;
            line.write(bytes, from, i - from);
            byte[] whole = line.toByteArray();
            line.reset();
            from = i + 1;
            each.line(whole);
        }
        line.write(bytes, from, length - from);
        if (line.size() > BackupCodec.LINE_BYTES_MAX) {
            throw new DamagedBackupException("a line is longer than any of a backup");
        }
    }

    /** Nothing follows. */
    void finish() throws DamagedBackupException {
        if (line.size() > 0) throw new DamagedBackupException("it is cut off within a line");
    }
}
