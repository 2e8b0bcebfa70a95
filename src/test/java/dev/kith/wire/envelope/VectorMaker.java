package dev.kith.wire.envelope;

import dev.kith.identity.AgentKeys;
import dev.kith.model.Digests;
import dev.kith.model.Receipt;
import dev.kith.wire.MessageType;
import dev.kith.wire.Sealed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** A second implementation of the format, as its description reads, to check the first against. */
final class VectorMaker {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private VectorMaker() {}

    /** The envelope with this payload as it is. */
    static Sealed seal(Envelope fields, String payload, AgentKeys keys) {
        String json =
                """
                {"type":"%s","task_id":"%s","payload":%s,"sender_id":"%s","signature":"%s","v":1,\
                "net":"%s","ts":%d,"nonce":"%s","aud":"%s"}\
                """
                        .formatted(
                                fields.type().word(),
                                fields.taskId(),
                                payload,
                                fields.sender().did(),
                                signature(fields, payload, keys),
                                fields.network(),
                                fields.time(),
                                fields.nonce(),
                                fields.audience());
        return new Sealed(json);
    }

    static String signature(Envelope fields, String payload, AgentKeys keys) {
        return base64(keys.sign(signedInput(fields, payload)));
    }

    static byte[] signedInput(Envelope fields, String payload) {
        return input(
                fields.type() == MessageType.RESULT ? "result" : "task",
                fields.network(),
                fields.type().word(),
                fields.taskId(),
                fields.sender().did(),
                fields.audience(),
                String.valueOf(fields.time()),
                fields.nonce(),
                payload);
    }

    static byte[] receiptInput(String network, Receipt receipt) {
        return input("receipt", network, receipt.signedText());
    }

    static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    /** A nonce that is the same for the same text. */
    static String nonce(String text) {
        return base64(Arrays.copyOf(Digests.sha256(text), 12));
    }

    private static byte[] input(String context, String... parts) {
        var out = ByteBuffer.allocate(1 << 20);
        out.put(("kith/" + context + "\0").getBytes(StandardCharsets.UTF_8));
        for (String part : parts) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            out.putInt(utf8.length).put(utf8);
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
