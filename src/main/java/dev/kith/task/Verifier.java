package dev.kith.task;

import dev.kith.model.AgentId;
import dev.kith.model.Chunk;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Outcome;
import dev.kith.model.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Checks the receipts of a document, and computes some of its vectors again. */
public interface Verifier {

    /**
     * Checks every receipt of the version that is searched.
     *
     * @param sample how many vectors to compute again, 0 to {@link #sampleMax}
     * @return what was found, or NOT_FOUND, or why the document could not be read
     */
    CompletionStage<Outcome<Verified>> verify(DocumentKey key, int sample);

    /** Most vectors that are computed again at once. */
    int sampleMax();

    /**
     * What was found.
     *
     * @param batches every receipt, in the order of the text
     */
    record Verified(DocumentRecord record, List<Checked> batches, Recomputed recomputed) {
        public Verified {
            batches = List.copyOf(batches);
        }
    }

    /**
     * One receipt against what is stored with it.
     *
     * @param chunks how many vectors it is of
     * @param signed whether the agent that it names signed it in this network
     * @param inputMatches whether it is of the passages that are stored
     * @param outputMatches whether it is of the vectors that are stored
     */
    record Checked(
            int segment,
            int batch,
            int chunks,
            Receipt receipt,
            boolean signed,
            boolean inputMatches,
            boolean outputMatches) {}

    /**
     * Vectors that this agent computed itself.
     *
     * @param asked how many were to be
     * @param agreed how many came out alike
     * @param apart those that did not
     * @param incomparable those that this agent's model or processor says nothing about
     * @param why what kept vectors from being computed; empty for nothing
     */
    record Recomputed(
            int asked, int agreed, List<Apart> apart, int incomparable, Optional<String> why) {
        public Recomputed {
            apart = List.copyOf(apart);
        }
    }

    /** A vector that comes out otherwise. */
    record Apart(AgentId agent, Chunk chunk, double cosine) {}
}
