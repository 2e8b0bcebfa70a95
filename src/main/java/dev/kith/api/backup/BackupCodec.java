package dev.kith.api.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kith.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Lines in bytes: a JSON object whose first field is the checksum of what follows it.
 *
 * <pre>
 *   {"sum":"0f3a55c1","kind":"document", …}\n
 *                    └── CRC-32C of these bytes up to the closing brace, RFC 3720 §12.1 ──┘
 * </pre>
 */
public final class BackupCodec {
    /** What this Kith writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    /** Media type over HTTP. */
    public static final String MEDIA_TYPE = "application/vnd.kith.backup";

    /** Longest line, in bytes; several times what the longest segment takes. */
    public static final int LINE_BYTES_MAX = 4 << 20;

    private static final byte[] HEAD = "{\"sum\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NECK = "\",".getBytes(StandardCharsets.US_ASCII);
    private static final int SUM_CHARS = 8;
    private static final int BODY = HEAD.length + SUM_CHARS + NECK.length;

    private BackupCodec() {}

    /** The line with its end. */
    public static byte[] encode(BackupLine line) {
        byte[] json;
        try {
            json = Json.STRICT.writeValueAsBytes(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // our own records can always be written
        }
        return ByteBuffer.allocate(BODY + json.length)
                .put(HEAD)
                .put(sum(json, 1, json.length - 1))
                .put(NECK)
                .put(json, 1, json.length - 1)
                .put((byte) '\n')
                .array();
    }

    /**
     * What a line says.
     *
     * @param line without its end
     */
    public static BackupLine decode(byte[] line) throws DamagedBackupException {
        if (line.length <= BODY || !has(line, 0, HEAD)) {
            throw new DamagedBackupException("this is no line of a Kith backup");
        }
        byte[] sum = sum(line, BODY, line.length - BODY);
        if (!has(line, HEAD.length, sum) || !has(line, HEAD.length + SUM_CHARS, NECK)) {
            throw new DamagedBackupException("its checksum does not match");
        }
        byte[] json = line.clone();
        json[BODY - 1] = '{';
        try {
            return Json.LENIENT.readValue(json, BODY - 1, json.length - BODY + 1, BackupLine.class);
        } catch (IOException e) {
            throw new DamagedBackupException("it cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean has(byte[] line, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (line[at + i] != wanted[i]) return false;
        }
        return true;
    }

    private static byte[] sum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    }
}
