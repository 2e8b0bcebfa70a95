package dev.kith.store.disk;

import dev.kith.model.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a fault of the disk means for whoever wanted to write. */
public final class DiskFaults {
    private static final int CAUSES_MAX = 10;

    private DiskFaults() {}

    /** STORAGE_FULL where the disk is full, else INTERNAL. */
    public static Failure failure(DiskGauge gauge, @Nullable Throwable error) {
        if (gauge.full().isPresent()) return gauge.full().get();
        Throwable cause = error;
        for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left") || message.contains("disk quota")) {
                return new Failure(Failure.Code.STORAGE_FULL, "the disk is full; make room on it");
            }
            cause = cause.getCause();
        }
        return new Failure(Failure.Code.INTERNAL, "the disk failed; this agent's log says how");
    }
}
