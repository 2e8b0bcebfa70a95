package dev.kith.gateway.card;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.api.CanonicalJson;
import dev.kith.wire.envelope.Signer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Signs an A2A card.
 *
 * <p>Source: A2A 1.0 §8.4: a JSON Web Signature (RFC 7515) over the canonical JSON (RFC 8785) of
 * the card without {@code signatures}, with the payload left out; EdDSA with Ed25519 (RFC 8037).
 * The key's id is the agent's {@code did:key}, which is the key: nothing has to be looked up.
 */
record CardSeal(Signer signer) {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** The same card with {@code signatures}. */
    ObjectNode sign(ObjectNode card) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", "EdDSA").put("kid", signer.id().did()).put("typ", "JOSE");
        String head = BASE64.encodeToString(CanonicalJson.bytes(header));
        ObjectNode bare = card.deepCopy();
        bare.remove("signatures");
        String payload = BASE64.encodeToString(CanonicalJson.bytes(bare));
        byte[] input = (head + "." + payload).getBytes(StandardCharsets.US_ASCII);
        ObjectNode signed = bare.deepCopy();
        signed.putArray("signatures")
                .addObject()
                .put("protected", head)
                .put("signature", BASE64.encodeToString(signer.sign(input)));
        return signed;
    }
}
