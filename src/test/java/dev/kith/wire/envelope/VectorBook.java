package dev.kith.wire.envelope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.identity.AgentKeys;
import dev.kith.model.ContentId;
import dev.kith.model.Receipt;
import dev.kith.wire.MessageType;
import java.util.HexFormat;

/** The test vectors, made by {@link VectorMaker} and never by the implementation under test. */
final class VectorBook {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final HexFormat HEX = HexFormat.of();
    private static final String TO = "embedder/t1-0";
    private static final String PLAIN =
            "{\"model\":\"m1\",\"query\":false,\"texts\":[\"put documents in\"]}";

    private final ArrayNode sealed = NODES.arrayNode();
    private final ArrayNode refused = NODES.arrayNode();

    private VectorBook() {}

    static ObjectNode all() {
        var book = new VectorBook();
        book.sealAll();
        book.refuseForm();
        book.refuseMeaning();
        var all = NODES.objectNode();
        all.put("format", "kith envelope, version 1; see README.md beside this file");
        all.set("keys", keys());
        all.put("net", EnvelopeCast.NETWORK);
        all.put("now", EnvelopeCast.START.toEpochMilli());
        all.set("sealed", book.sealed);
        all.set("receipts", receipts());
        all.set("refused", book.refused);
        return all;
    }

    private static ArrayNode keys() {
        var keys = NODES.arrayNode();
        key(keys, "anna", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        key(keys, "ben", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        key(keys, "zero", "00".repeat(32));
        return keys;
    }

    private static void key(ArrayNode keys, String name, String seed) {
        var id = AgentKeys.ofSeed(HEX.parseHex(seed)).id();
        keys.addObject()
                .put("name", name)
                .put("secret", seed)
                .put("public", HEX.formatHex(AgentKeys.publicKey(id)))
                .put("did", id.did());
    }

    private void sealAll() {
        seal("a request", fields(MessageType.VECTORIZE, "t1", TO), PLAIN, EnvelopeCast.ANNA);
        seal(
                "a result, in its own context",
                fields(MessageType.RESULT, "t1", EnvelopeCast.BEN.id().did()),
                "{\"vectors\":[\"AACAPwAAAAA=\"]}",
                EnvelopeCast.ANNA);
        seal(
                "an empty payload of another agent",
                new Envelope(
                        MessageType.TRAIN,
                        "t2",
                        EnvelopeCast.BEN.id(),
                        EnvelopeCast.NETWORK,
                        "learner/1",
                        EnvelopeCast.START.toEpochMilli(),
                        VectorMaker.nonce("empty")),
                "{}",
                EnvelopeCast.BEN);
        seal(
                "text beyond ASCII, escapes, nesting and big whole numbers",
                fields(MessageType.CHUNK, "t1", "chunker/t1-0"),
                "{\"text\":\"Grüße 世界 👋 \\\"q\\\" \\\\ \\n \\u0000\",\"offset\":9007199254740993,"
                        + "\"headings\":[{\"level\":1}],\"none\":null,\"whole\":true}",
                EnvelopeCast.ANNA);
    }

    private void refuseForm() {
        String good = good();
        refuse("empty", Refusal.NOT_JSON, "");
        refuse("not an object", Refusal.NOT_JSON, "[" + good + "]");
        refuse("a byte order mark before it", Refusal.NOT_JSON, "\uFEFF" + good);
        refuse("a byte after its end", Refusal.NOT_JSON, good + "x");
        refuse("a second object after its end", Refusal.NOT_JSON, good + "{}");
        refuse("cut short", Refusal.NOT_JSON, good.substring(0, good.length() - 1));
        refuse("a field twice", Refusal.DUPLICATE_KEY, good.replace("\"v\":1", "\"v\":1,\"v\":1"));
        refuse(
                "a field twice, once spelled with an escape",
                Refusal.DUPLICATE_KEY,
                good.replace("\"v\":1", "\"v\":1,\"\\u0076\":1"));
        refuse(
                "a field too many",
                Refusal.UNKNOWN_FIELD,
                good.replace("\"v\":1", "\"v\":1,\"w\":1"));
        refuse("a field too few", Refusal.MISSING_FIELD, good.replace("\"v\":1,", ""));
        refuse("another version", Refusal.WRONG_VERSION, good.replace("\"v\":1", "\"v\":2"));
        refuse("version as text", Refusal.BAD_FIELD, good.replace("\"v\":1", "\"v\":\"1\""));
        refuse("time with a fraction", Refusal.BAD_FIELD, good.replace("678,", "678.0,"));
        refuse(
                "type in capitals",
                Refusal.BAD_FIELD,
                good.replace("\"vectorize\"", "\"VECTORIZE\""));
        refuse("payload is an array", Refusal.BAD_FIELD, good.replace(PLAIN, "[]"));
        refuse("payload is null", Refusal.BAD_FIELD, good.replace(PLAIN, "null"));
        refuse("sender is no did:key", Refusal.BAD_FIELD, good.replace("did:key", "did:web"));
        refuse("signature is padded", Refusal.BAD_FIELD, good.replace("\",\"v\"", "==\",\"v\""));
        refuseSigned(
                "a key twice in the payload, signed",
                Refusal.DUPLICATE_KEY,
                "{\"a\":1,\"b\":{\"c\":1,\"c\":2}}");
        refuseSigned("a fraction in the payload, signed", Refusal.FLOATING_POINT, "{\"a\":0.5}");
        refuseSigned("an exponent in the payload, signed", Refusal.FLOATING_POINT, "{\"a\":1e3}");
        refuseSigned(
                "17 levels deep, signed",
                Refusal.TOO_DEEP,
                "{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}");
    }

    private void refuseMeaning() {
        String good = good();
        long now = EnvelopeCast.START.toEpochMilli();
        refuse("another network's", Refusal.WRONG_NETWORK, good.replace("\"n1abc", "\"n1abd"));
        refuse("for somebody else", Refusal.WRONG_AUDIENCE, good.replace(TO, "embedder/t1-1"));
        refuse("of another type", Refusal.WRONG_TYPE, good.replace("\"vectorize\"", "\"store\""));
        refuse("301 s old", Refusal.BAD_TIME, good.replace("" + now, "" + (now - 301_000)));
        refuse("301 s early", Refusal.BAD_TIME, good.replace("" + now, "" + (now + 301_000)));
        refuse("another task", Refusal.BAD_SIGNATURE, good.replace("\"t1\"", "\"t2\""));
        refuse("another time", Refusal.BAD_SIGNATURE, good.replace("" + now, "" + (now + 1)));
        refuse("another payload", Refusal.BAD_SIGNATURE, good.replace("false", "true"));
        refuse(
                "the same payload with a space",
                Refusal.BAD_SIGNATURE,
                good.replace("\"query\":false", "\"query\": false"));
        refuse(
                "another nonce",
                Refusal.BAD_SIGNATURE,
                good.replace(VectorMaker.nonce(PLAIN), VectorMaker.nonce("other")));
        refuse(
                "another sender",
                Refusal.BAD_SIGNATURE,
                good.replace(EnvelopeCast.ANNA.id().did(), EnvelopeCast.BEN.id().did()));
        refuse(
                "a sender whose key is of small order",
                Refusal.BAD_SIGNATURE,
                good.replace(EnvelopeCast.ANNA.id().did(), AgentKeys.idOf(smallOrderKey()).did()));
        refuse(
                "signed in the context of a result",
                Refusal.BAD_SIGNATURE,
                good.replace(
                        signature(good),
                        VectorMaker.signature(
                                fields(MessageType.RESULT, "t1", TO), PLAIN, EnvelopeCast.ANNA)));
        refused.add(refusal("the same again", Refusal.REPLAYED, good).put("seen_before", true));
    }

    private static byte[] smallOrderKey() {
        byte[] key = new byte[32];
        key[0] = 1;
        return key;
    }

    private static String good() {
        var fields = fields(MessageType.VECTORIZE, "t1", TO);
        return VectorMaker.seal(fields, PLAIN, EnvelopeCast.ANNA).json();
    }

    private static String signature(String envelope) {
        String mark = "\"signature\":\"";
        int start = envelope.indexOf(mark) + mark.length();
        return envelope.substring(start, envelope.indexOf('"', start));
    }

    private static Envelope fields(MessageType type, String task, String to) {
        return new Envelope(
                type,
                task,
                EnvelopeCast.ANNA.id(),
                EnvelopeCast.NETWORK,
                to,
                EnvelopeCast.START.toEpochMilli(),
                VectorMaker.nonce(PLAIN));
    }

    private void seal(String name, Envelope fields, String payload, AgentKeys keys) {
        sealed.addObject()
                .put("name", name)
                .put("type", fields.type().word())
                .put("task_id", fields.taskId())
                .put("payload", payload)
                .put("sender_id", fields.sender().did())
                .put("ts", fields.time())
                .put("nonce", fields.nonce())
                .put("aud", fields.audience())
                .put("signed_input", HEX.formatHex(VectorMaker.signedInput(fields, payload)))
                .put("signature", VectorMaker.signature(fields, payload, keys))
                .put("envelope", VectorMaker.seal(fields, payload, keys).json());
    }

    private void refuse(String name, Refusal reason, String envelope) {
        if (envelope.equals(good())) throw new IllegalStateException(name + " alters nothing");
        refused.add(refusal(name, reason, envelope));
    }

    private void refuseSigned(String name, Refusal reason, String payload) {
        var fields = fields(MessageType.VECTORIZE, "t1", TO);
        refuse(name, reason, VectorMaker.seal(fields, payload, EnvelopeCast.ANNA).json());
    }

    private static ObjectNode refusal(String name, Refusal reason, String envelope) {
        return NODES.objectNode()
                .put("name", name)
                .put("reason", reason.name())
                .put("type", MessageType.VECTORIZE.word())
                .put("aud", TO)
                .put("seen_before", false)
                .put("envelope", envelope);
    }

    private static ArrayNode receipts() {
        var unsigned =
                new Receipt(
                        EnvelopeCast.ANNA.id(),
                        "abcdefghijklmnop",
                        "onnxruntime-1.26.0",
                        "avx512vnni",
                        ContentId.of("put documents in\0"),
                        ContentId.of("vectors"),
                        EnvelopeCast.START.toEpochMilli(),
                        "");
        byte[] input = VectorMaker.receiptInput(EnvelopeCast.NETWORK, unsigned);
        var receipts = NODES.arrayNode();
        receipts.addObject()
                .put("agent", unsigned.agent().did())
                .put("model", unsigned.model())
                .put("engine", unsigned.engine())
                .put("instructions", unsigned.instructions())
                .put("input", unsigned.input().cid())
                .put("output", unsigned.output().cid())
                .put("time", unsigned.time())
                .put("signed_input", HEX.formatHex(input))
                .put("signature", VectorMaker.base64(EnvelopeCast.ANNA.sign(input)));
        return receipts;
    }
}
