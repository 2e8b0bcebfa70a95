package dev.kith.gateway.http;

import dev.kith.api.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.pekko.util.ByteString;

/**
 * Decodes UTF-8 that comes in pieces cut anywhere, strictly; a byte order mark at the very
 * beginning is left out. After a problem it must not be fed any more.
 */
public final class Utf8Decoder {
    private static final int UNFINISHED_MAX = 3;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);

    /** Bytes of a character whose end has not come yet. */
    private ByteBuffer unfinished = ByteBuffer.allocate(0);

    private long decoded;
    private boolean begun;

    /** All at once. */
    public static Checked<String> decode(ByteString bytes) {
        var decoder = new Utf8Decoder();
        return decoder.feed(bytes).then(text -> decoder.finish().then(_ -> Checked.fine(text)));
    }

    /** The characters that are complete with these bytes, or a 422 problem naming the offset. */
    public Checked<String> feed(ByteString bytes) {
        ByteBuffer in = ByteBuffer.allocate(unfinished.remaining() + bytes.size());
        in.put(unfinished);
        bytes.copyToBuffer(in);
        in.flip();
        return decode(in, false);
    }

    /** The end; a problem where it is in the middle of a character. */
    public Checked<String> finish() {
        return decode(unfinished, true);
    }

    private Checked<String> decode(ByteBuffer in, boolean end) {
        int start = in.position();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        CoderResult result = decoder.decode(in, out, end);
        decoded += in.position() - start;
        if (result.isError()) return Checked.wrong(malformed(in));
        if (in.remaining() > UNFINISHED_MAX) throw new IllegalStateException("bytes left over");
        unfinished = ByteBuffer.allocate(in.remaining()).put(in).flip();
        return Checked.fine(text(out.flip()));
    }

    private String text(CharBuffer out) {
        if (!begun && out.hasRemaining()) {
            begun = true;
            if (out.get(out.position()) == BYTE_ORDER_MARK) out.get();
        }
        return out.toString();
    }

    private Problem malformed(ByteBuffer in) {
        return Problems.unreadable(
                String.format(
                        Locale.ROOT,
                        "not UTF-8: byte 0x%02X at offset %d; convert the text to UTF-8",
                        in.get(in.position()),
                        decoded));
    }
}
