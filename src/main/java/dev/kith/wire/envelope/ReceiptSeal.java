package dev.kith.wire.envelope;

import dev.kith.model.ContentId;
import dev.kith.model.Receipt;
import java.util.Base64;

/**
 * Signs and checks receipts.
 *
 * <p>The signature is over {@code "kith/receipt" ‖ 0x00 ‖ len(net) ‖ net ‖ len(text) ‖ text}, where
 * text is the UTF-8 of {@link Receipt#signedText()} and len is 4 bytes, big-endian.
 */
public final class ReceiptSeal {
    private static final String CONTEXT = "receipt";

    /** Between seven components; one more would let a value pass for two. */
    private static final long LINE_BREAKS = 6;

    private final String network;

    /** For receipts of one network. */
    public ReceiptSeal(String network) {
        this.network = network;
    }

    /**
     * What a receipt says of one batch; {@link #sign} adds who and the signature.
     *
     * @param model fingerprint of the model's identity
     * @param engine name and version of the engine
     * @param instructions instruction set it ran on
     * @param input content id of the texts
     * @param output content id of the vectors
     * @param time milliseconds since 1970
     */
    public record Work(
            String model,
            String engine,
            String instructions,
            ContentId input,
            ContentId output,
            long time) {}

    /**
     * The receipt for this work, signed by this agent.
     *
     * @throws IllegalArgumentException if a component of it has a line break
     */
    public Receipt sign(Signer signer, Work work) {
        Receipt unsigned = receipt(signer, work, "");
        if (!plain(unsigned)) throw new IllegalArgumentException("line break in " + work);
        byte[] signature = signer.sign(input(unsigned));
        return receipt(signer, work, SignedEnvelopes.BASE64.encodeToString(signature));
    }

    /** Whether the agent that the receipt names signed it in this network. */
    public boolean verify(SignatureCheck check, Receipt receipt) {
        byte[] signature;
        try {
            signature = Base64.getUrlDecoder().decode(receipt.signature());
        } catch (IllegalArgumentException _) {
            return false;
        }
        return plain(receipt)
                && SignedEnvelopes.BASE64.encodeToString(signature).equals(receipt.signature())
                && check.verify(receipt.agent(), input(receipt), signature);
    }

    private byte[] input(Receipt receipt) {
        String text = receipt.signedText();
        return new SignedInput(CONTEXT, text.length() + network.length() + 32)
                .add(network)
                .add(text)
                .bytes();
    }

    private static boolean plain(Receipt receipt) {
        return receipt.signedText().chars().filter(c -> c == '\n').count() == LINE_BREAKS;
    }

    private static Receipt receipt(Signer signer, Work work, String signature) {
        return new Receipt(
                signer.id(),
                work.model(),
                work.engine(),
                work.instructions(),
                work.input(),
                work.output(),
                work.time(),
                signature);
    }
}
