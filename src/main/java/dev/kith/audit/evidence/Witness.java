package dev.kith.audit.evidence;

import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import java.util.List;
import java.util.Optional;

/** What this agent can find out by itself when it is shown evidence. */
public interface Witness {

    /**
     * A signed record of the registry or the books.
     *
     * @param content hash of all of it
     */
    record Statement(AgentId author, long epoch, long version, String content) {}

    /** Reads a record and checks its signature; empty where it does not hold. */
    Optional<Statement> statement(String record);

    /** Whether the agent that the receipt names signed it. */
    boolean signed(Receipt receipt);

    /** Whether results under this model id are the same to the bit on every machine. */
    boolean exact(String model);

    /**
     * The vector of a text under the receipt's model; empty where this agent has not that model, or
     * numbers that cannot be compared.
     */
    Optional<UnitVector> vector(Receipt receipt, String text);

    /** Whether the vectors agree, coming from what the receipt says and from this agent. */
    boolean agrees(Receipt receipt, UnitVector theirs, UnitVector ours);

    /** Checks the kinds whose statements belong to the floors above or below. */
    boolean holds(Evidence.Kind kind, AgentId accused, List<String> statements);
}
