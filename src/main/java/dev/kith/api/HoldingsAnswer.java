package dev.kith.api;

import java.util.List;

/**
 * What the copies of a document's partition still hold of it.
 *
 * @param copies one of each agent that answered
 * @param copiesNow how many there are to answer
 * @param gone whether all of them answered, and none has its text, its vectors, or their bytes
 */
public record HoldingsAnswer(
        String id, String collection, List<Holding> copies, int copiesNow, boolean gone) {
    public HoldingsAnswer {
        copies = List.copyOf(copies);
    }

    /**
     * What one agent holds.
     *
     * @param agent its did
     * @param behind whether it knows that it may lack something
     * @param state of the newest version: {@code pending}, {@code committed}, {@code failed},
     *     {@code canceled}, {@code deleted}, {@code damaged}, or {@code unknown}
     * @param parts pieces of text and vectors, of any version
     * @param erasable whether bytes that were deleted still lie in its files, of any document there
     * @param setAside damaged databases kept beside it, which may hold what was deleted since
     */
    public record Holding(
            String agent, boolean behind, String state, int parts, boolean erasable, int setAside) {
        /** Whether nothing of the document is left there. */
        public boolean gone() {
            boolean shows = state.equals("pending") || state.equals("committed");
            return !behind && !shows && parts == 0 && !erasable && setAside == 0;
        }
    }
}
