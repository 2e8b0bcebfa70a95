package dev.kith.wire.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kith.model.Failure;
import dev.kith.wire.Envelopes;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The signed JSON envelope, version 1.
 *
 * <p>One JSON object with exactly these fields, in any order: {@code type}, {@code task_id}, {@code
 * payload} (an object), {@code sender_id} (a {@code did:key}), {@code signature} (base64url without
 * padding), {@code v} (1), {@code net}, {@code ts} (milliseconds since 1970), {@code nonce} (96
 * random bits as base64url), {@code aud}. The Ed25519 signature is over
 *
 * <pre>
 *   "kith/" ‖ context ‖ 0x00 ‖ len(net) ‖ net ‖ len(type) ‖ type ‖ len(task_id) ‖ task_id
 *     ‖ len(sender_id) ‖ sender_id ‖ len(aud) ‖ aud ‖ len(ts) ‖ ts ‖ len(nonce) ‖ nonce
 *     ‖ len(payload) ‖ payload
 * </pre>
 *
 * where context is {@code result} for that type and {@code task} for all others; len is 4 bytes,
 * big-endian; strings are the UTF-8 of their value, {@code ts} in decimal; payload is the exact
 * bytes between and with its braces as they stand in the envelope. So the signature is checked over
 * bytes that came, never over anything written again, and before the payload is parsed.
 *
 * <p>Safe for many threads. What was seen is forgotten when the process ends: within the allowed
 * clock skew of a restart an old request may be opened once more, which idempotent requests bear.
 */
public final class SignedEnvelopes implements Envelopes {
    static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private static final int NONCE_BYTES = 12;

    /**
     * Where and as whom envelopes are sealed and opened.
     *
     * @param network id of the network; the field {@code net}
     * @param signer this agent
     * @param check whose signatures are good
     * @param clock tells {@code ts}, and whether others' is near enough
     * @param random for nonces
     */
    public record Setting(
            String network,
            Signer signer,
            SignatureCheck check,
            InstantSource clock,
            SecureRandom random) {}

    private final Setting setting;
    private final EnvelopeSettings limits;
    private final ReplayWindow replays;
    private final OwnSeals own = new OwnSeals();
    private final RefusalBook refusals = new RefusalBook();
    private final ObjectMapper mapper = PayloadJson.mapper();
    private final ObjectWriter writer = mapper.writer();

    public SignedEnvelopes(Setting setting, EnvelopeSettings limits) {
        this.setting = setting;
        this.limits = limits;
        this.replays = limits.replays();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the payload is no JSON object, has a floating-point
     *     number, or makes the envelope longer than allowed: mistakes of the program
     */
    @Override
    public Sealed seal(MessageType type, String taskId, String audience, Object payload) {
        byte[] body = write(payload);
        byte[] nonce = new byte[NONCE_BYTES];
        setting.random().nextBytes(nonce);
        var envelope =
                new Envelope(
                        type,
                        PayloadJson.wellFormed(taskId),
                        setting.signer().id(),
                        setting.network(),
                        PayloadJson.wellFormed(audience),
                        setting.clock().millis(),
                        BASE64.encodeToString(nonce));
        byte[] signature = setting.signer().sign(envelope.signedInput(body, 0, body.length));
        String json = envelope.json(body, BASE64.encodeToString(signature));
        if (tooLong(json)) {
            throw new IllegalArgumentException(
                    "an envelope of %d characters is longer than kith.wire.bytes-max = %d"
                            .formatted(json.length(), limits.bytesMax()));
        }
        own.sealed(envelope.nonce(), json);
        return new Sealed(json);
    }

    @Override
    public <T> Opened<T> open(
            Sealed sealed, MessageType expected, String audience, Class<T> payload) {
        byte[] bytes =
                sealed.json().length() > limits.bytesMax()
                        ? new byte[0]
                        : sealed.json().getBytes(StandardCharsets.UTF_8);
        var reader = new EnvelopeReader(bytes, limits.depthMax());
        try {
            if (sealed.json().length() > limits.bytesMax() || bytes.length > limits.bytesMax()) {
                throw new RefusedException(
                        Refusal.TOO_LONG, sealed.json().length() + " characters");
            }
            Envelope envelope = reader.read(mapper.getFactory());
            requireMeant(envelope, expected, audience);
            if (!own.has(envelope.nonce(), sealed.json())) requireSigned(envelope, reader, bytes);
            requireNew(envelope);
            return new Opened.Accepted<>(
                    envelope.sender(),
                    envelope.type(),
                    envelope.taskId(),
                    parse(bytes, reader, payload));
        } catch (RefusedException refused) {
            refusals.enter(refused, reader.claimedSender());
            return new Opened.Rejected<>(failure(refused));
        }
    }

    /** How many envelopes were refused for each reason since the start. */
    public Map<Refusal, Long> counts() {
        return refusals.counts();
    }

    private void requireMeant(Envelope envelope, MessageType expected, String audience)
            throws RefusedException {
        if (!envelope.network().equals(setting.network())) {
            throw new RefusedException(Refusal.WRONG_NETWORK, envelope.network());
        }
        if (!envelope.audience().equals(audience)) {
            throw new RefusedException(Refusal.WRONG_AUDIENCE, envelope.audience());
        }
        if (envelope.type() != expected) {
            throw new RefusedException(Refusal.WRONG_TYPE, envelope.type().word());
        }
        if (!isNow(envelope.time())) {
            long off = envelope.time() - setting.clock().millis();
            throw new RefusedException(
                    Refusal.BAD_TIME, TimeUnit.MILLISECONDS.toSeconds(off) + " s off");
        }
    }

    /** Whether another agent's time, milliseconds since 1970, may be now by its clock. */
    public boolean isNow(long time) {
        return limits.isNow(time, setting.clock().millis());
    }

    private void requireSigned(Envelope envelope, EnvelopeReader reader, byte[] bytes)
            throws RefusedException {
        byte[] input = envelope.signedInput(bytes, reader.payloadStart(), reader.payloadLength());
        if (!setting.check().verify(envelope.sender(), input, reader.signature())) {
            throw new RefusedException(Refusal.BAD_SIGNATURE, "");
        }
    }

    private void requireNew(Envelope envelope) throws RefusedException {
        long now = setting.clock().millis();
        switch (replays.admit(envelope.sender(), envelope.nonce(), now)) {
            case NEW -> {}
            case SEEN -> throw new RefusedException(Refusal.REPLAYED, envelope.nonce());
            case FULL ->
                    throw new RefusedException(
                            Refusal.TOO_MANY,
                            "kith.wire.replay-nonces-max = " + limits.replayNoncesMax());
            case SHARE_FULL ->
                    throw new RefusedException(
                            Refusal.TOO_MANY,
                            "kith.wire.replay-nonces-per-sender-max = "
                                    + limits.replayNoncesPerSenderMax());
        }
    }

    private <T> T parse(byte[] bytes, EnvelopeReader reader, Class<T> payload)
            throws RefusedException {
        try {
            T value =
                    mapper.readValue(bytes, reader.payloadStart(), reader.payloadLength(), payload);
            if (value != null) return value;
            throw new RefusedException(Refusal.BAD_PAYLOAD, "null");
        } catch (JsonProcessingException e) {
            throw new RefusedException(Refusal.BAD_PAYLOAD, e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private byte[] write(Object payload) {
        try {
            byte[] body = writer.writeValueAsBytes(payload);
            if (body[0] == '{') return body;
            throw new IllegalArgumentException(
                    payload.getClass() + " is not written as a JSON object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(payload.getClass() + " cannot be written", e);
        }
    }

    private boolean tooLong(String json) {
        // At most three bytes of UTF-8 for one UTF-16 unit, so most need no counting.
        return json.length() > limits.bytesMax()
                || (json.length() > limits.bytesMax() / 3
                        && json.getBytes(StandardCharsets.UTF_8).length > limits.bytesMax());
    }

    private static Failure failure(RefusedException refused) {
        var code =
                switch (refused.refusal()) {
                    case TOO_MANY -> Failure.Code.OVERLOADED;
                    case BAD_TIME -> Failure.Code.CLOCKS_APART;
                    default -> Failure.Code.REJECTED_MESSAGE;
                };
        return new Failure(code, "a message was refused: " + refused.refusal().words());
    }
}
