package dev.kith.embed;

import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.HashTree;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import dev.kith.wire.VectorizeRequest;
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
     * The signed receipt of a batch: it names the roots of the hash trees of its texts and of its
     * vectors. A query's texts are named otherwise, since their vectors are other ones.
     *
     * @param self who computed it
     * @param vectors of the texts of {@code asked}, in their order
     * @param time milliseconds since 1970
     */
    default Receipt receipt(
            AgentId self,
            EmbeddingModel model,
            VectorizeRequest asked,
            List<UnitVector> vectors,
            long time) {
        ContentId texts = HashTree.ofTexts(asked.texts()).root();
        var unsigned =
                new Receipt(
                        self,
                        model.identity().fingerprint(),
                        model.engine(),
                        model.instructions(),
                        asked.query() ? ContentId.of("query " + texts.cid()) : texts,
                        HashTree.of(vectors.stream().map(UnitVector::toBytes).toList()).root(),
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
