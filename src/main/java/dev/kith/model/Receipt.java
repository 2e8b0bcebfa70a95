package dev.kith.model;

/**
 * Says who computed a batch of vectors from what with what; signed by that agent.
 *
 * @param agent who computed it
 * @param model the fingerprint of the model's identity
 * @param engine name and version of the engine, such as {@code onnxruntime-1.26.0}
 * @param instructions instruction set it ran on, such as {@code avx512vnni}
 * @param input root of the {@link HashTree} of the batch's texts; of queries, which the same model
 *     turns into other vectors, the content id of {@code "query "} and that root, so that nobody
 *     can show it as the receipt of passages
 * @param output root of the {@link HashTree} of the batch's vectors, each little-endian float32
 * @param time milliseconds since 1970
 * @param signature base64url without padding of Ed25519 over {@link #signedText()} in the context
 *     {@code receipt}
 */
public record Receipt(
        AgentId agent,
        String model,
        String engine,
        String instructions,
        ContentId input,
        ContentId output,
        long time,
        String signature) {

    /** What is signed: every component but the signature, one a line, in their order. */
    public String signedText() {
        return String.join(
                "\n",
                agent.did(),
                model,
                engine,
                instructions,
                input.cid(),
                output.cid(),
                Long.toString(time));
    }
}
