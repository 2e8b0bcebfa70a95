package dev.kith.faults.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One line of a history.
 *
 * @param at milliseconds since the history began
 * @param client who; −1 for the suite itself
 * @param phase invoked, or how it ended; the end follows the invocation of the same client
 * @param version what a put writes, counted from 1 for each document; 0 for what writes nothing
 * @param agent whom it was sent to
 * @param seen what came back; absent where nothing did
 * @param note for people: a status, a reason
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Event(
        long at,
        int client,
        Phase phase,
        Action action,
        String document,
        int version,
        String agent,
        Seen seen,
        String note) {

    /** What a client does. */
    public enum Action {
        /** Writes a version of a document. */
        PUT,
        /** Deletes a document. */
        DELETE,
        /** Reads a document. */
        GET,
        /** Searches a document by a word that only it has. */
        SEARCH,
        /** Reads a document after everything was mended and has come to rest. */
        FINAL,
        /** Asks what became of the task of a put. */
        TASK,
        /** Asks every agent the same question. */
        RANK,
        /** The nemesis does something; {@code note} says what. */
        FAULT,
        /** Everything was mended and has come to rest. */
        SETTLED
    }

    /** How far an operation is. */
    public enum Phase {
        /** Sent. */
        INVOKE,
        /** Answered: it happened. */
        OK,
        /** Answered or never sent: it did not happen. */
        FAIL,
        /** Whether it happened cannot be known. */
        UNKNOWN
    }

    /**
     * What an answer showed.
     *
     * @param versions versions of the document that were visible, each as often as it was
     * @param complete whether all was seen: a search's coverage, a put that is indexed already
     * @param state of the document or task, in the words of the API
     * @param copies agents that had a write on disk
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Seen(List<Integer> versions, boolean complete, String state, int copies) {
        /** Nothing at all. */
        public static final Seen NOTHING = new Seen(List.of(), false, "", 0);

        public Seen {
            versions = List.copyOf(versions);
        }

        /** These versions of the document. */
        public static Seen of(List<Integer> versions, boolean complete) {
            return new Seen(versions, complete, "", 0);
        }
    }

    /** Whether it can change what a document is. */
    public boolean writes() {
        return action == Action.PUT || action == Action.DELETE;
    }
}
