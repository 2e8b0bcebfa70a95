package dev.kith.store.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Values on disk: a head in CBOR (RFC 8949) with its length before it, and after it bytes as they
 * are, for text and vectors. Unknown fields are skipped, so that a newer agent's values are read.
 */
public final class Codec {
    private static final ObjectMapper CBOR =
            CBORMapper.builder()
                    .addModule(new Jdk8Module())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Codec() {}

    /** Head alone. */
    public static byte[] encode(Object head) {
        return encode(head, new byte[0]);
    }

    /** Head and what follows it. */
    public static byte[] encode(Object head, byte[] tail) {
        try {
            byte[] bytes = CBOR.writeValueAsBytes(head);
            return ByteBuffer.allocate(Integer.BYTES + bytes.length + tail.length)
                    .putInt(bytes.length)
                    .put(bytes)
                    .put(tail)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + head.getClass(), e);
        }
    }

    /** The head of a value. */
    public static <T> T head(byte[] value, Class<T> type) throws IOException {
        try {
            return CBOR.readValue(value, Integer.BYTES, ByteBuffer.wrap(value).getInt(), type);
        } catch (IOException | RuntimeException e) {
            throw new IOException("cannot read a stored " + type.getSimpleName(), e);
        }
    }

    /**
     * How many elements an array of the head has; looks at nothing after it.
     *
     * @param array its name
     */
    public static int count(byte[] value, String array) throws IOException {
        try (JsonParser head = parser(value)) {
            head.nextToken();
            while (head.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = head.currentName().equals(array);
                head.nextToken();
                if (found) return elements(head);
                head.skipChildren();
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException("cannot count the stored " + array, e);
        }
        throw new IOException("there are no stored " + array);
    }

    private static JsonParser parser(byte[] value) throws IOException {
        return CBOR.createParser(value, Integer.BYTES, ByteBuffer.wrap(value).getInt());
    }

    private static int elements(JsonParser array) throws IOException {
        int count = 0;
        for (JsonToken next = array.nextToken();
                next != JsonToken.END_ARRAY;
                next = array.nextToken()) {
            if (next == null) throw new IOException("cut short");
            array.skipChildren();
            count++;
        }
        return count;
    }

    /** What follows the head. */
    public static byte[] tail(byte[] value) {
        int from = Integer.BYTES + ByteBuffer.wrap(value).getInt();
        return Arrays.copyOfRange(value, from, value.length);
    }
}
