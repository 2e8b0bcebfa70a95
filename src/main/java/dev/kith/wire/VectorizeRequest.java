package dev.kith.wire;

import java.util.List;

/**
 * Payload of a {@code vectorize} envelope: texts to be embedded.
 *
 * @param model fingerprint of the wanted model's identity; empty for the network's own
 * @param query whether the texts are queries (which take another prefix) or passages
 * @param texts at most 32, each one passage
 */
public record VectorizeRequest(String model, boolean query, List<String> texts) {
    public VectorizeRequest {
        texts = List.copyOf(texts);
    }
}
