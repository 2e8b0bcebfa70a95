package dev.kith.gateway.documents;

import java.util.HexFormat;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Recognises bytes that are no text, whatever their sender calls them.
 *
 * <p>Source: the first bytes that each format's own specification gives.
 */
final class Binary {
    /** How many of the first bytes are enough to tell. */
    static final int HEAD_BYTES = 512;

    private static final int NUL_SHARE_MIN = 10;

    private enum Magic {
        PDF("255044462D"),
        ZIP("504B0304"),
        PNG("89504E470D0A1A0A"),
        JPEG("FFD8FF"),
        GIF("47494638"),
        GZIP("1F8B08"),
        BZIP2("425A68"),
        XZ("FD377A585A00"),
        ZSTD("28B52FFD"),
        SEVEN_ZIP("377ABCAF271C"),
        ELF("7F454C46"),
        MICROSOFT_OFFICE("D0CF11E0A1B11AE1"),
        SQLITE("53514C69746520666F726D6174203300"),
        JAVA_CLASS("CAFEBABE"),
        WEBASSEMBLY("0061736D");

        private final String hex;

        Magic(String hex) {
            this.hex = hex;
        }

        private boolean begins(String headHex) {
            return headHex.startsWith(hex);
        }

        private String words() {
            return name().replace('_', ' ');
        }
    }

    private Binary() {}

    /** What the bytes look like, if not like text. */
    static Optional<String> looksLike(ByteString start) {
        byte[] head = start.take(HEAD_BYTES).toArray();
        String headHex = HexFormat.of().withUpperCase().formatHex(head);
        for (Magic magic : Magic.values()) {
            if (magic.begins(headHex)) return Optional.of("a " + magic.words() + " file");
        }
        if (head.length >= 2 && utf16(head[0] & 0xff, head[1] & 0xff)) {
            return Optional.of("UTF-16 text");
        }
        int nuls = 0;
        for (byte b : head) if (b == 0) nuls++;
        return nuls * NUL_SHARE_MIN > head.length
                ? Optional.of("binary data: " + nuls + " of its first bytes are NUL")
                : Optional.empty();
    }

    private static boolean utf16(int first, int second) {
        return (first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff);
    }
}
