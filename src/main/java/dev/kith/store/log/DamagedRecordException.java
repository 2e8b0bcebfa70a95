package dev.kith.store.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What was stored came back different, and is not served. */
public final class DamagedRecordException extends IOException {
    /** Names the entry, as far as its key can be printed, and where it lies. */
    public DamagedRecordException(byte[] key, Path folder) {
        super(
                "damaged: "
                        + new String(key, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ")
                        + " in "
                        + folder);
    }

    /** Names what is damaged. */
    public DamagedRecordException(String what) {
        super("damaged: " + what);
    }
}
