package dev.kith.wire;

import dev.kith.model.AgentId;
import dev.kith.model.Failure;

/** What became of an envelope that arrived. */
public sealed interface Opened<T> {

    /**
     * Signature, network, audience, time and nonce are good, and the payload was read.
     *
     * @param sender who signed it
     */
    record Accepted<T>(AgentId sender, MessageType type, String taskId, T payload)
            implements Opened<T> {}

    /** It was refused; already counted and logged. */
    record Rejected<T>(Failure failure) implements Opened<T> {}
}
