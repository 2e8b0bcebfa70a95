package dev.kith.embed;

import dev.kith.model.Receipt;

/** Signs receipts with this agent's key. */
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
}
