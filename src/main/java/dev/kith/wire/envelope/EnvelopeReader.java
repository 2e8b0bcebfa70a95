package dev.kith.wire.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.kith.model.AgentId;
import dev.kith.wire.MessageType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads one envelope's fields strictly and finds where its payload stands, without building
 * anything from the payload. One reader for one envelope.
 */
final class EnvelopeReader {
    static final long VERSION = 1;

    private static final Pattern DID = Pattern.compile("did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}");
    private static final Pattern NONCE = Pattern.compile("[\\w-]{16}");
    private static final Pattern SIGNATURE = Pattern.compile("[\\w-]{86}");
    private static final int TEXT_CHARS_MAX = 1024;
    private static final Set<String> FIELDS =
            Set.of(
                    "type",
                    "task_id",
                    "payload",
                    "sender_id",
                    "signature",
                    "v",
                    "net",
                    "ts",
                    "nonce",
                    "aud");

    private final int depthMax;
    private final byte[] bytes;
    private final Set<String> seen = new HashSet<>();

    private Optional<MessageType> type = Optional.empty();
    private Optional<AgentId> sender = Optional.empty();
    private String taskId = "";
    private String network = "";
    private String audience = "";
    private String nonce = "";
    private long time;
    private byte[] signature = {};
    private int payloadStart;
    private int payloadEnd;

    /**
     * A reader of these bytes.
     *
     * @param depthMax deepest nesting, the envelope counted as 1
     */
    EnvelopeReader(byte[] bytes, int depthMax) {
        this.bytes = bytes;
        this.depthMax = depthMax;
    }

    /**
     * The envelope's fields.
     *
     * @throws RefusedException naming what is wrong with its form
     */
    Envelope read(JsonFactory factory) throws RefusedException {
        // Anything else would let the parser guess UTF-16, where offsets mean something else.
        if (bytes.length < 2 || bytes[0] != '{' || bytes[1] == 0) {
            throw new RefusedException(Refusal.NOT_JSON, "it does not begin with {");
        }
        try (JsonParser parser = factory.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) field(parser);
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new RefusedException(Refusal.NOT_JSON, "there is more after its end");
            }
        } catch (IOException e) {
            throw new RefusedException(Refusal.NOT_JSON, "its JSON is malformed");
        }
        if (!seen.equals(FIELDS)) {
            var missing = new TreeSet<>(FIELDS);
            missing.removeAll(seen);
            throw new RefusedException(Refusal.MISSING_FIELD, String.join(", ", missing));
        }
        return new Envelope(
                type.orElseThrow(), taskId, sender.orElseThrow(), network, audience, time, nonce);
    }

    /** Who claims to have sent it, as far as it was read; nothing is verified yet. */
    Optional<AgentId> claimedSender() {
        return sender;
    }

    int payloadStart() {
        return payloadStart;
    }

    int payloadLength() {
        return payloadEnd - payloadStart;
    }

    byte[] signature() {
        return signature.clone();
    }

    private void field(JsonParser parser) throws IOException, RefusedException {
        String name = parser.currentName();
        if (!FIELDS.contains(name)) throw new RefusedException(Refusal.UNKNOWN_FIELD, "");
        if (!seen.add(name)) throw new RefusedException(Refusal.DUPLICATE_KEY, name);
        JsonToken value = parser.nextToken();
        switch (name) {
            case "type" -> type = Optional.of(type(text(parser, name)));
            case "task_id" -> taskId = text(parser, name);
            case "sender_id" -> sender = Optional.of(new AgentId(text(parser, name, DID)));
            case "net" -> network = text(parser, name);
            case "aud" -> audience = text(parser, name);
            case "nonce" -> nonce = text(parser, name, NONCE);
            case "ts" -> time = whole(parser, name);
            case "v" -> version(whole(parser, name));
            case "signature" -> signature = signature(text(parser, name, SIGNATURE));
            default -> payload(parser, value);
        }
    }

    private void payload(JsonParser parser, JsonToken value) throws IOException, RefusedException {
        if (value != JsonToken.START_OBJECT) throw badField("payload");
        payloadStart = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        new PayloadScan(depthMax - 1).skip(parser);
        payloadEnd = Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    private static String text(JsonParser parser, String name)
            throws IOException, RefusedException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) throw badField(name);
        String text = parser.getText();
        if (text.isEmpty() || text.length() > TEXT_CHARS_MAX) throw badField(name);
        return text;
    }

    private static String text(JsonParser parser, String name, Pattern form)
            throws IOException, RefusedException {
        String text = text(parser, name);
        if (!form.matcher(text).matches()) throw badField(name);
        return text;
    }

    private static long whole(JsonParser parser, String name) throws IOException, RefusedException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) throw badField(name);
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) throw badField(name);
        long value = parser.getLongValue();
        if (value < 0) throw badField(name);
        return value;
    }

    private static MessageType type(String word) throws RefusedException {
        return Arrays.stream(MessageType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> badField("type"));
    }

    private static void version(long version) throws RefusedException {
        if (version != VERSION) {
            throw new RefusedException(Refusal.WRONG_VERSION, Long.toString(version));
        }
    }

    /** The last character has four bits to spare; only zeros there are the one right spelling. */
    private static byte[] signature(String text) throws RefusedException {
        byte[] decoded = Base64.getUrlDecoder().decode(text);
        if (!SignedEnvelopes.BASE64.encodeToString(decoded).equals(text)) {
            throw badField("signature");
        }
        return decoded;
    }

    private static RefusedException badField(String name) {
        return new RefusedException(Refusal.BAD_FIELD, name);
    }
}
