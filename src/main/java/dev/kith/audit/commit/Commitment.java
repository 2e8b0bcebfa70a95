package dev.kith.audit.commit;

import dev.kith.model.ContentId;
import dev.kith.model.Receipt;

/**
 * An author's word on a batch of vectors.
 *
 * @param root of the {@link dev.kith.model.HashTree} of the vectors, as a receipt names it
 * @param leaves how many vectors there are, at least 1
 */
public record Commitment(ContentId root, int leaves) {
    public Commitment {
        if (leaves < 1)
            throw new IllegalArgumentException("a commitment to " + leaves + " vectors");
    }

    /** What a signed receipt of so many vectors commits its author to. */
    public static Commitment of(Receipt receipt, int vectors) {
        return new Commitment(receipt.output(), vectors);
    }
}
