package dev.kith.gateway.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoding, strictly.
 *
 * <p>Source: RFC 3986 §2.1; in queries {@code +} is a space, as HTML forms write it.
 */
final class PercentCode {
    private static final int RADIX = 16;

    private PercentCode() {}

    /** The text, or nothing where a {@code %} is not followed by two digits or it is no UTF-8. */
    static Optional<String> decode(String raw, boolean query) {
        var bytes = new ByteArrayOutputStream(raw.length());
        byte[] utf8 = raw.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '%') {
                int value = value(utf8, i);
                if (value < 0) return Optional.empty();
                bytes.write(value);
                i += 2;
            } else {
                bytes.write(query && utf8[i] == '+' ? ' ' : utf8[i]);
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty(); // that is the answer: it is no UTF-8
        }
    }

    private static int value(byte[] utf8, int percent) {
        if (percent + 2 >= utf8.length) return -1;
        int high = Character.digit(utf8[percent + 1], RADIX);
        int low = Character.digit(utf8[percent + 2], RADIX);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
