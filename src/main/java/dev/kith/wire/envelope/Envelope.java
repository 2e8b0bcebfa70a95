package dev.kith.wire.envelope;

import dev.kith.model.AgentId;
import dev.kith.wire.MessageType;

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
}
