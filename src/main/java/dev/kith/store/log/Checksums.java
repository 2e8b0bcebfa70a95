package dev.kith.store.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The checksum that every stored value carries: CRC-32C (RFC 3720, appendix B.4) over key and
 * value, so that a right value under a wrong key is found too.
 */
public final class Checksums {
    private Checksums() {}

    /** The value with its checksum before it. */
    public static byte[] frame(byte[] key, byte[] value) {
        return ByteBuffer.allocate(Integer.BYTES + value.length)
                .putInt(checksum(key, value, 0))
                .put(value)
                .array();
    }

    /** The value within {@code framed}, or empty if its checksum is wrong. */
    public static Optional<byte[]> unframe(byte[] key, byte[] framed) {
        if (framed.length < Integer.BYTES) return Optional.empty();
        int stored = ByteBuffer.wrap(framed).getInt();
        if (stored != checksum(key, framed, Integer.BYTES)) return Optional.empty();
        return Optional.of(Arrays.copyOfRange(framed, Integer.BYTES, framed.length));
    }

    private static int checksum(byte[] key, byte[] bytes, int from) {
        var sum = new CRC32C();
        sum.update(key);
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }
}
