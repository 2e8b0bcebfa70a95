package dev.kith.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The network as a whole.
 *
 * @param network its id
 * @param agents how many are up
 * @param partitions how many slices the documents are in
 * @param copiesWanted R
 * @param copiesNow min(R, live store agents)
 * @param partitionsAnswering partitions of which a copy answered just now
 * @param documents searchable documents
 * @param chunks their passages
 * @param pending documents that are accepted but not yet searchable
 * @param missing capabilities that nobody offers
 * @param engines what embeds here
 * @param work whether the agents take on work
 * @param checking how the agent that answers has others' vectors checked
 * @param notes what a person should know and do
 * @param repair how far all copies are from whole
 * @param scrub what was found by reading everything again and again
 * @param lost what no copy has everything of
 * @param placement where each copy is, and how far it is behind
 */
public record NetworkAnswer(
        String network,
        String name,
        int agents,
        int partitions,
        int copiesWanted,
        int copiesNow,
        int partitionsAnswering,
        long documents,
        long chunks,
        long pending,
        List<String> missing,
        List<Engine> engines,
        Work work,
        Checking checking,
        List<String> notes,
        Repair repair,
        Scrub scrub,
        Lost lost,
        List<Placement> placement) {

    public NetworkAnswer {
        engines = Objects.requireNonNullElse(engines, List.of());
        work = Objects.requireNonNullElse(work, Work.UNKNOWN);
        checking = Objects.requireNonNullElse(checking, Checking.UNKNOWN);
        lost = Objects.requireNonNullElse(lost, Lost.NONE);
    }

    /**
     * What embeds on some of the agents.
     *
     * @param model its name
     * @param numbers machines whose vectors of this model may be compared: {@code full}, or {@code
     *     int8/} and the instruction set
     * @param engine and its version
     * @param agents how many that are up
     */
    public record Engine(String model, String numbers, String engine, int agents) {}

    /**
     * Whether the agents take on work: chunking and embedding documents.
     *
     * @param pause why the agent that answers takes on none, in one line; empty while it does
     * @param since when that began, or when it ended last, ISO 8601
     * @param agentsPaused how many agents that are up take on none
     */
    public record Work(Optional<String> pause, Optional<String> since, int agentsPaused) {
        /** Nothing is known. */
        public static final Work UNKNOWN = new Work(Optional.empty(), Optional.empty(), 0);
    }

    /**
     * How others' vectors are checked before they are stored.
     *
     * @param verify what a collection demands that says nothing itself: {@code adaptive}, {@code
     *     critical}, {@code quorum:N} or {@code none}; empty where it is not known
     * @param collections those that do, by name
     */
    public record Checking(String verify, List<Demand> collections) {
        /** Nothing is known. */
        public static final Checking UNKNOWN = new Checking("", List.of());
    }

    /** What one collection demands. */
    public record Demand(String collection, String verify) {}

    /**
     * How far all copies are from whole.
     *
     * @param copiesWanted partitions times R
     * @param copiesWhole copies on distinct agents that are here and have all that there is
     * @param copiesBehind copies that are here and still catch up
     * @param documents versions that these lack, as far as that is known
     * @param bytes about how many
     * @param secondsLeft until all that are here are whole; -1 while that is not known
     */
    public record Repair(
            int copiesWanted,
            int copiesWhole,
            int copiesBehind,
            long documents,
            long bytes,
            long secondsLeft) {}

    /**
     * What was found by reading everything again and again.
     *
     * @param damaged documents of which something was damaged or missing in a copy, ever; it is
     *     fetched anew from another
     * @param checked by when every copy that is here had been read in full, ISO 8601; empty where
     *     one never was
     */
    public record Scrub(long damaged, Optional<String> checked) {}

    /**
     * Documents of which text or vectors are missing on every copy that is here. Where the text is
     * whole, they are embedded again by themselves.
     *
     * @param documents how many
     * @param first some of them
     */
    public record Lost(long documents, List<Name> first) {
        /** Nothing is. */
        public static final Lost NONE = new Lost(0, List.of());
    }

    /** How a document is called. */
    public record Name(String collection, String document) {}

    /**
     * Which copy lies on which agent.
     *
     * @param agent its short id
     * @param name what its owner calls it
     * @param behind whether it may lack documents; then searches ask another copy
     * @param documents versions that it lacks, as far as that is known
     * @param bytes about how many
     * @param secondsLeft until it is whole; -1 while that is not known
     */
    public record Placement(
            String copy,
            String agent,
            String name,
            boolean behind,
            long documents,
            long bytes,
            long secondsLeft) {}
}
