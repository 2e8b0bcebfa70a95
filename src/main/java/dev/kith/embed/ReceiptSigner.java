package dev.kith.embed;

import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.Digests;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Makes receipts, signed with this agent's key. */
@FunctionalInterface
public interface ReceiptSigner {

    /**
     * Signs one receipt.
     *
     * @param unsigned its {@link Receipt#signature} is empty
     * @return base64url without padding of Ed25519 over {@link Receipt#signedText()}, in the
     *     context {@code receipt}
     */
    String sign(Receipt unsigned);

    /**
     * The signed receipt of a batch.
     *
     * @param self who computed it
     * @param vectors of {@code texts}, in their order
     * @param time milliseconds since 1970
     */
    default Receipt receipt(
            AgentId self,
            EmbeddingModel model,
            List<String> texts,
            List<UnitVector> vectors,
            long time) {
        MessageDigest input = Digests.sha256();
        for (String text : texts) {
            input.update(text.getBytes(StandardCharsets.UTF_8));
            input.update((byte) 0);
        }
        MessageDigest output = Digests.sha256();
        for (UnitVector vector : vectors) output.update(vector.toBytes());
        var unsigned =
                new Receipt(
                        self,
                        model.identity().fingerprint(),
                        model.engine(),
                        model.instructions(),
                        ContentId.ofDigest(input.digest()),
                        ContentId.ofDigest(output.digest()),
                        time,
                        "");
        return new Receipt(
                unsigned.agent(),
                unsigned.model(),
                unsigned.engine(),
                unsigned.instructions(),
                unsigned.input(),
                unsigned.output(),
                unsigned.time(),
                sign(unsigned));
    }
}
