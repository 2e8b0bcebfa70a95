package dev.kith.api;

import java.util.List;
import java.util.Optional;

/**
 * Who embedded a document, and whether that holds.
 *
 * @param version when the version was put, RFC 3339
 * @param receipts in the order of the text
 */
public record ReceiptsAnswer(
        String id, String collection, String version, List<FullReceipt> receipts, Sample sample) {
    public ReceiptsAnswer {
        receipts = List.copyOf(receipts);
    }

    /** Whether every receipt is good, and every vector that was computed again came out alike. */
    public boolean holds() {
        return receipts.stream().allMatch(FullReceipt::good) && sample.apart().isEmpty();
    }

    /**
     * One signed statement on a batch of passages.
     *
     * @param passages how many vectors it is of
     * @param agent did of who computed them
     * @param model fingerprint of the model's identity
     * @param input content id of the texts
     * @param output content id of the vectors
     * @param time when, RFC 3339
     * @param signature base64url of Ed25519
     * @param signed whether that agent signed it in this network
     * @param inputMatches whether it is of the passages that are stored
     * @param outputMatches whether it is of the vectors that are stored
     */
    public record FullReceipt(
            int segment,
            int batch,
            int passages,
            String agent,
            String model,
            String engine,
            String instructions,
            String input,
            String output,
            String time,
            String signature,
            boolean signed,
            boolean inputMatches,
            boolean outputMatches) {
        /** Whether nothing is wrong with it. */
        public boolean good() {
            return signed && inputMatches && outputMatches;
        }
    }

    /**
     * Vectors that the answering agent computed again.
     *
     * @param asked how many were drawn
     * @param agreed how many came out alike
     * @param incomparable how many its model or processor says nothing about
     * @param why what kept it from computing some
     */
    public record Sample(
            int asked, int agreed, List<Apart> apart, int incomparable, Optional<String> why) {
        public Sample {
            apart = List.copyOf(apart);
        }
    }

    /**
     * A vector that comes out otherwise.
     *
     * @param start first UTF-16 index of its passage in the source text
     * @param end index after the last
     */
    public record Apart(String agent, int start, int end, double cosine) {}
}
