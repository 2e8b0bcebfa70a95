package dev.kith.cli.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text strictly: what is not UTF-8 is refused, not guessed. */
final class Utf8 {
    private static final int BUFFER_BYTES = 1 << 16;

    private Utf8() {}

    /** What is wrong with a file; its message is for the person. */
    static final class NotTextException extends IOException {
        NotTextException(String message) {
            super(message);
        }
    }

    /**
     * The whole text, without a byte order mark.
     *
     * @throws NotTextException where it is binary or not UTF-8
     */
    static String text(byte[] bytes) throws NotTextException {
        refuseOtherKinds(bytes, bytes.length);
        try {
            CharBuffer text = decoder().decode(ByteBuffer.wrap(bytes));
            return text.length() > 0 && text.charAt(0) == '\ufeff'
                    ? text.subSequence(1, text.length()).toString()
                    : text.toString();
        } catch (CharacterCodingException e) {
            throw new NotTextException("not UTF-8 text: convert it first, with iconv for one");
        }
    }

    /**
     * Reads a file through once in bounded memory.
     *
     * @throws NotTextException where it is binary or not UTF-8
     */
    static void check(Path file) throws IOException {
        CharsetDecoder decoder = decoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
        CharBuffer text = CharBuffer.allocate(BUFFER_BYTES);
        try (InputStream in = Files.newInputStream(file)) {
            boolean first = true;
            int read = 0;
            while (read >= 0) {
                read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                if (read > 0) bytes.position(bytes.position() + read);
                if (first) refuseOtherKinds(bytes.array(), bytes.position());
                first = false;
                bytes.flip();
                CoderResult result = decoder.decode(bytes, text, read < 0);
                if (result.isError()) {
                    throw new NotTextException(
                            "not UTF-8 text: convert it first, with iconv for one");
                }
                bytes.compact();
                text.clear();
            }
        }
    }

    private static void refuseOtherKinds(byte[] head, int length) throws NotTextException {
        if (length >= 2) {
            int mark = ((head[0] & 0xff) << 8) | (head[1] & 0xff);
            if (mark == 0xfeff || mark == 0xfffe) {
                throw new NotTextException("UTF-16 text: convert it to UTF-8 first");
            }
        }
        for (int i = 0; i < Math.min(length, BUFFER_BYTES); i++) {
            if (head[i] == 0) throw new NotTextException("binary, not text");
        }
    }

    private static CharsetDecoder decoder() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
