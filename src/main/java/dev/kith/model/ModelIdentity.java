package dev.kith.model;

/**
 * What decides a vector: two agents with the same identity may fill one collection.
 *
 * @param name for people, such as {@code bge-small-en-v1.5}
 * @param model content id of the ONNX file
 * @param tokenizer content id of the tokenizer file
 * @param numericClass {@code full} or {@code int8}
 * @param pooling {@code cls} or {@code mean}
 * @param queryPrefix put before every query
 * @param passagePrefix put before every passage
 * @param tokensMax longest input in tokens; longer is cut
 * @param dimension components of a vector
 */
public record ModelIdentity(
        String name,
        ContentId model,
        ContentId tokenizer,
        String numericClass,
        String pooling,
        String queryPrefix,
        String passagePrefix,
        int tokensMax,
        int dimension) {

    /** One short word for all of it, equal exactly when all components but the name are. */
    public String fingerprint() {
        String all =
                String.join(
                        "\0",
                        model.cid(),
                        tokenizer.cid(),
                        numericClass,
                        pooling,
                        queryPrefix,
                        passagePrefix,
                        Integer.toString(tokensMax),
                        Integer.toString(dimension));
        return Digests.base32(Digests.sha256(all)).substring(0, 16);
    }
}
