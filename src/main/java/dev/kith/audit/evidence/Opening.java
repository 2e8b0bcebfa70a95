package dev.kith.audit.evidence;

import dev.kith.model.HashTree;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A result laid open at one place: the receipt, and proofs that its author was given exactly this
 * text there and answered exactly this vector. Nobody but the author can have made one up, and it
 * takes some kilobytes whatever the size of the batch.
 *
 * @param vector base64 of little-endian float32
 * @param ofText that the receipt's input has the text
 * @param ofVector that the receipt's output has the vector
 */
public record Opening(
        Receipt receipt,
        String text,
        String vector,
        HashTree.Proof ofText,
        HashTree.Proof ofVector) {

    /**
     * One place of a result.
     *
     * @param texts all of the batch, in order
     * @param vectors base64 of little-endian float32, one for each text
     * @throws IllegalArgumentException if a vector is no base64, or there is no such place
     */
    public static Opening of(Receipt receipt, List<String> texts, List<String> vectors, int index) {
        if (index < 0 || index >= texts.size() || texts.size() != vectors.size()) {
            throw new IllegalArgumentException("no text at " + index);
        }
        var decoder = Base64.getDecoder();
        return new Opening(
                receipt,
                texts.get(index),
                vectors.get(index),
                HashTree.ofTexts(texts).proof(index),
                HashTree.of(vectors.stream().map(decoder::decode).toList()).proof(index));
    }

    /** Whether the receipt is of exactly this text and this vector, at one place. */
    public boolean matches() {
        return ofText.index() == ofVector.index()
                && HashTree.holds(receipt.input(), ofText, HashTree.bytes(text))
                && bytes().filter(b -> HashTree.holds(receipt.output(), ofVector, b)).isPresent();
    }

    /** Where it is laid open, as a proof's content. */
    String place() {
        return "index " + ofText.index();
    }

    private Optional<byte[]> bytes() {
        try {
            return Optional.of(Base64.getDecoder().decode(vector));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not what anyone could have been given a receipt for
        }
    }

    /** The author's vector; empty where it is none of length 1, which no text has. */
    public Optional<UnitVector> unit() {
        try {
            return Optional.of(UnitVector.fromBase64(vector));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
