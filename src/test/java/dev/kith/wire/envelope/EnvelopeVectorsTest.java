package dev.kith.wire.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.kith.identity.AgentKeys;
import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.Receipt;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published vectors are what this implementation makes, opens and refuses. */
class EnvelopeVectorsTest {
    private static final Path VECTORS = Path.of("src/test/resources/envelope/vectors.json");
    private static final Path MADE = Path.of("target/envelope-vectors.json");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void areWhatAnybodyMakesFromTheDescription() throws IOException {
        String made = JSON.writeValueAsString(VectorBook.all()) + "\n";
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, made);

        assertThat(Files.readString(VECTORS))
                .as("if the format was meant to change: cp %s %s", MADE, VECTORS)
                .isEqualTo(made);
    }

    @Test
    void areSealedByteForByte() throws IOException {
        for (JsonNode vector : read("sealed")) {
            byte[] nonce = Base64.getUrlDecoder().decode(vector.get("nonce").asText());
            var sealed =
                    new EnvelopeCast()
                            .of(keys(vector.get("sender_id").asText()), nonce)
                            .seal(
                                    type(vector),
                                    vector.get("task_id").asText(),
                                    vector.get("aud").asText(),
                                    JSON.readTree(vector.get("payload").asText()));

            assertThat(sealed.json()).isEqualTo(vector.get("envelope").asText());
        }
    }

    @TestFactory
    Stream<DynamicTest> areOpened() throws IOException {
        return read("sealed")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(name(vector), () -> assertOpened(vector)));
    }

    @TestFactory
    Stream<DynamicTest> areRefused() throws IOException {
        return read("refused")
                .valueStream()
                .map(vector -> DynamicTest.dynamicTest(name(vector), () -> assertRefused(vector)));
    }

    @Test
    void receiptsAreSignedAndChecked() throws IOException {
        for (JsonNode vector : read("receipts")) {
            var seal = new ReceiptSeal(EnvelopeCast.NETWORK);
            var work =
                    new ReceiptSeal.Work(
                            vector.get("model").asText(),
                            vector.get("engine").asText(),
                            vector.get("instructions").asText(),
                            new ContentId(vector.get("input").asText()),
                            new ContentId(vector.get("output").asText()),
                            vector.get("time").asLong());
            var keys = keys(vector.get("agent").asText());

            Receipt receipt = seal.sign(EnvelopeCast.signer(keys), work);

            assertThat(receipt.signature()).isEqualTo(vector.get("signature").asText());
            assertThat(seal.verify(AgentKeys::verify, receipt)).isTrue();
        }
    }

    private static void assertOpened(JsonNode vector) {
        assertThat(open(vector, reader()))
                .isInstanceOfSatisfying(
                        Opened.Accepted.class,
                        accepted ->
                                assertThat(accepted.sender())
                                        .isEqualTo(new AgentId(vector.get("sender_id").asText())));
    }

    private static void assertRefused(JsonNode vector) {
        var reader = reader();
        if (vector.get("seen_before").asBoolean()) open(vector, reader);

        assertThat(open(vector, reader)).isInstanceOf(Opened.Rejected.class);
        assertThat(reader.counts())
                .containsEntry(Refusal.valueOf(vector.get("reason").asText()), 1L);
    }

    private static SignedEnvelopes reader() {
        return new EnvelopeCast().of(EnvelopeCast.BEN);
    }

    private static Opened<?> open(JsonNode vector, SignedEnvelopes reader) {
        return reader.open(
                new Sealed(vector.get("envelope").asText()),
                type(vector),
                vector.get("aud").asText(),
                JsonNode.class);
    }

    private static MessageType type(JsonNode vector) {
        return Stream.of(MessageType.values())
                .filter(type -> type.word().equals(vector.get("type").asText()))
                .findAny()
                .orElseThrow();
    }

    private static AgentKeys keys(String did) {
        return Stream.of(EnvelopeCast.ANNA, EnvelopeCast.BEN)
                .filter(keys -> keys.id().did().equals(did))
                .findAny()
                .orElseThrow();
    }

    private static String name(JsonNode vector) {
        return vector.get("name").asText();
    }

    private static JsonNode read(String list) throws IOException {
        return JSON.readTree(VECTORS.toFile()).get(list);
    }
}
