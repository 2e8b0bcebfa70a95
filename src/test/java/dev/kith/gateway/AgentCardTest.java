package dev.kith.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * An agent's A2A card says what the agent's own card says, and is signed by the key that its id is:
 * checked here with Java's own Ed25519 and with nothing of Kith.
 */
class AgentCardTest {
    private static final GatewayFixture GATEWAY = new GatewayFixture("");
    private static final String PATH = "/.well-known/agent-card.json";
    private static final ObjectMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private static final String BASE58 =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @Test
    void saysWhoTheAgentIsAndWhatItCanDo() {
        var reply = GATEWAY.get(PATH);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/name")).isEqualTo("alba");
        assertThat(reply.field("/description")).contains("home");
        assertThat(reply.field("/supportedInterfaces/0/url")).isEqualTo("http://127.0.0.1:8484/v1");
        assertThat(reply.field("/supportedInterfaces/0/protocolVersion")).isEqualTo("1.0");
        assertThat(reply.json().at("/skills"))
                .extracting(skill -> skill.path("id").asText())
                .contains("search", "ingest", "embed", "chunk", "store");
        JsonNode figures = reply.json().at("/capabilities/extensions/0/params");
        assertThat(figures.path("id").asText()).isEqualTo(FakeDirectory.SELF.did());
        assertThat(figures.path("owner").asText()).isEqualTo("harbour office");
        assertThat(figures.at("/speeds/chunk").asLong()).isEqualTo(250_000);
        assertThat(figures.path("numbers").asText()).isEqualTo("int8/avx512vnni");
    }

    @Test
    void keepsToItselfHowTheMachineAndItsPersonAre() {
        assertThat(GATEWAY.get(PATH).body())
                .doesNotContain("person uses")
                .doesNotContain("battery")
                .doesNotContain("disk");
    }

    @Test
    void isSignedByTheKeyThatTheAgentsIdIs() throws Exception {
        ObjectNode card = (ObjectNode) GATEWAY.get(PATH).json();
        JsonNode seal = card.remove("signatures").get(0);
        String head = seal.path("protected").asText();
        JsonNode header = SORTED.readTree(Base64.getUrlDecoder().decode(head));

        assertThat(header.path("alg").asText()).isEqualTo("EdDSA");
        assertThat(header.path("typ").asText()).isEqualTo("JOSE");
        assertThat(header.path("kid").asText()).isEqualTo(FakeDirectory.SELF.did());
        byte[] signature = Base64.getUrlDecoder().decode(seal.path("signature").asText());
        PublicKey key = key(header.path("kid").asText());
        assertThat(verifies(key, head, canonical(card), signature)).isTrue();
    }

    @Test
    void isNoLongerSignedWhenOneByteIsAnother() throws Exception {
        ObjectNode card = (ObjectNode) GATEWAY.get(PATH).json();
        JsonNode seal = card.remove("signatures").get(0);
        String head = seal.path("protected").asText();
        byte[] signature = Base64.getUrlDecoder().decode(seal.path("signature").asText());
        PublicKey key = key(FakeDirectory.SELF.did());
        byte[] payload = canonical(card);

        for (int i = 0; i < payload.length; i++) {
            byte[] changed = payload.clone();
            changed[i] ^= 1;
            assertThat(verifies(key, head, changed, signature)).as("byte %d", i).isFalse();
        }
        card.put("name", "another");
        assertThat(verifies(key, head, canonical(card), signature)).isFalse();
    }

    /**
     * Sorted and without spaces: all that RFC 8785 asks where there are only ASCII and integers.
     */
    private static byte[] canonical(ObjectNode card) throws IOException {
        return SORTED.writeValueAsBytes(SORTED.convertValue(card, Map.class));
    }

    private static boolean verifies(PublicKey key, String head, byte[] payload, byte[] signature)
            throws GeneralSecurityException {
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(payload);
        Signature ed25519 = Signature.getInstance("Ed25519", "SunEC");
        ed25519.initVerify(key);
        ed25519.update((head + "." + body).getBytes(US_ASCII));
        return ed25519.verify(signature);
    }

    /** The 32 last bytes of the did:key, as Java's X.509 key of RFC 8410. */
    private static PublicKey key(String did) throws GeneralSecurityException {
        var number = BigInteger.ZERO;
        for (char digit : did.substring("did:key:z".length()).toCharArray()) {
            number =
                    number.multiply(BigInteger.valueOf(58))
                            .add(BigInteger.valueOf(BASE58.indexOf(digit)));
        }
        byte[] all = number.toByteArray();
        byte[] raw = Arrays.copyOfRange(all, all.length - 32, all.length);
        String hex = "302a300506032b6570032100" + HexFormat.of().formatHex(raw);
        return KeyFactory.getInstance("Ed25519", "SunEC")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(hex)));
    }

    @Test
    void isCanonicalAsItIsSent() throws Exception {
        String body = GATEWAY.get(PATH).body();

        assertThat(body.getBytes(UTF_8)).isEqualTo(canonical((ObjectNode) SORTED.readTree(body)));
    }
}
