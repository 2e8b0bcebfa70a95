package dev.kith.store.log;

import java.util.Optional;

/** Values with their checksums, for logs of other packages' tests. */
public final class Frames {
    private Frames() {}

    /** As it is stored. */
    public static byte[] frame(byte[] key, byte[] value) {
        return Checksums.frame(key, value);
    }

    /** As it was; empty where it is damaged. */
    public static Optional<byte[]> unframe(byte[] key, byte[] framed) {
        return Checksums.unframe(key, framed);
    }
}
