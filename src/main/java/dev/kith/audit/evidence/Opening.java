package dev.kith.audit.evidence;

import dev.kith.model.ContentId;
import dev.kith.model.Digests;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * A result laid open: the receipt and everything that its hashes are of.
 *
 * @param texts all of the batch, in order
 * @param vectors base64 of little-endian float32, one for each text
 */
public record Opening(Receipt receipt, List<String> texts, List<String> vectors) {
    public Opening {
        texts = List.copyOf(texts);
        vectors = List.copyOf(vectors);
    }

    /** Whether the receipt is of exactly these texts and vectors. */
    public boolean matches() {
        return texts.size() == vectors.size()
                && inputOf(texts).equals(receipt.input())
                && outputMatches();
    }

    private boolean outputMatches() {
        MessageDigest digest = Digests.sha256();
        try {
            for (String vector : vectors) digest.update(UnitVector.fromBase64(vector).toBytes());
        } catch (IllegalArgumentException _) {
            return false; // no vectors at all, so not what anyone could have been given a receipt
            // for
        }
        return ContentId.ofDigest(digest.digest()).equals(receipt.output());
    }

    /** What a receipt names as its input: the content id of the texts, each followed by 0x00. */
    public static ContentId inputOf(List<String> texts) {
        MessageDigest digest = Digests.sha256();
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return ContentId.ofDigest(digest.digest());
    }
}
