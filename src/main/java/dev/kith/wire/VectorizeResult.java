package dev.kith.wire;

import dev.kith.model.Receipt;
import java.util.List;

/**
 * Payload of a {@code result} envelope that answers {@link VectorizeRequest}.
 *
 * @param vectors base64 of little-endian float32, one unit vector a text, in the texts' order
 * @param receipt who computed them with what
 */
public record VectorizeResult(List<String> vectors, Receipt receipt) {
    public VectorizeResult {
        vectors = List.copyOf(vectors);
    }
}
