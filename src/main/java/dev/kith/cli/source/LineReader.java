package dev.kith.cli.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, each of bounded length. */
final class LineReader {
    private final InputStream in;
    private final int lineBytesMax;
    private long number;
    private boolean tooLong;

    LineReader(InputStream in, int lineBytesMax) {
        this.in = in;
        this.lineBytesMax = lineBytesMax;
    }

    /** Which line was read last, counted from 1. */
    long number() {
        return number;
    }

    /** Whether the line that was read last went over the limit; the rest of it was left out. */
    boolean tooLong() {
        return tooLong;
    }

    /** The next line without its end; null after the last. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        tooLong = false;
        int read = in.read();
        if (read < 0) return null;
        while (read >= 0 && read != '\n') {
            if (line.size() < lineBytesMax) line.write(read);
            else tooLong = true;
            read = in.read();
        }
        number++;
        return line.toByteArray();
    }
}
