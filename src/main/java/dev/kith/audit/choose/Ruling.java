package dev.kith.audit.choose;

import dev.kith.model.AgentId;
import dev.kith.vector.UnitVector;
import java.util.Set;

/** What follows when agents were asked for the vector of one text. */
public sealed interface Ruling {

    /**
     * It is known.
     *
     * @param vector what to store
     * @param wrong who said otherwise
     * @param certain whether this agent computed it itself; if not, the majority may be framing the
     *     others, and {@code wrong} loses trust without being banned
     */
    record Known(UnitVector vector, Set<AgentId> wrong, boolean certain) implements Ruling {
        public Known {
            wrong = Set.copyOf(wrong);
        }
    }

    /** Ask another agent, of an owner that has not spoken. */
    record AskAnother() implements Ruling {}

    /** As many were asked as may be, and no majority came about: nobody is believed or blamed. */
    record Open() implements Ruling {}
}
