package dev.kith.wire.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes that a signature covers: {@code "kith/" ‖ context ‖ 0x00}, then every part as its
 * length (4 bytes, big-endian) and its bytes.
 *
 * <p>The context keeps a signature for one purpose from counting for another; the lengths keep
 * bytes from moving from one part to the next.
 */
public final class SignedInput {
    private static final int LENGTH_BYTES = 4;

    private final ByteArrayOutputStream bytes;

    /** For signatures of one purpose, {@code context}. */
    public SignedInput(String context, int sizeHint) {
        bytes = new ByteArrayOutputStream(sizeHint);
        bytes.writeBytes(("kith/" + context).getBytes(StandardCharsets.US_ASCII));
        bytes.write(0);
    }

    /** Adds the text's UTF-8. */
    public SignedInput add(String part) {
        byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
        return add(utf8, 0, utf8.length);
    }

    /** Adds {@code length} bytes from {@code start} on. */
    public SignedInput add(byte[] from, int start, int length) {
        for (int shift = 8 * (LENGTH_BYTES - 1); shift >= 0; shift -= 8) {
            bytes.write(length >>> shift);
        }
        bytes.write(from, start, length);
        return this;
    }

    /** All of it so far. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
