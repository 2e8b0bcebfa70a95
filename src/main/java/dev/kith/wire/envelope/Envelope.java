package dev.kith.wire.envelope;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.kith.model.AgentId;
import dev.kith.wire.MessageType;
import java.nio.charset.StandardCharsets;

/**
 * The fields of an envelope, with its payload and signature left where they are.
 *
 * @param type field {@code type}
 * @param taskId field {@code task_id}
 * @param sender field {@code sender_id}
 * @param network field {@code net}
 * @param audience field {@code aud}
 * @param time field {@code ts}, milliseconds since 1970
 * @param nonce field {@code nonce}, 16 characters of base64url
 */
record Envelope(
        MessageType type,
        String taskId,
        AgentId sender,
        String network,
        String audience,
        long time,
        String nonce) {
    private static final int FIELDS_BYTES = 512;

    /** What is signed: every field, then exactly these bytes of payload. */
    byte[] signedInput(byte[] from, int start, int length) {
        String context = type == MessageType.RESULT ? "result" : "task";
        return new SignedInput(context, FIELDS_BYTES + length)
                .add(network)
                .add(type.word())
                .add(taskId)
                .add(sender.did())
                .add(audience)
                .add(Long.toString(time))
                .add(nonce)
                .add(from, start, length)
                .bytes();
    }

    /** The whole envelope with its payload, an object's JSON, and the signature of both. */
    String json(byte[] payload, String signature) {
        var json = new StringBuilder(FIELDS_BYTES + payload.length);
        text(json.append("{\"type\":"), type.word());
        text(json.append(",\"task_id\":"), taskId);
        json.append(",\"payload\":").append(new String(payload, StandardCharsets.UTF_8));
        text(json.append(",\"sender_id\":"), sender.did());
        text(json.append(",\"signature\":"), signature);
        json.append(",\"v\":").append(EnvelopeReader.VERSION);
        text(json.append(",\"net\":"), network);
        json.append(",\"ts\":").append(time);
        text(json.append(",\"nonce\":"), nonce);
        text(json.append(",\"aud\":"), audience);
        return json.append('}').toString();
    }

    private static void text(StringBuilder json, String value) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, json);
        json.append('"');
    }
}
