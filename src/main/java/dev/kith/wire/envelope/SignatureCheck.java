package dev.kith.wire.envelope;

import dev.kith.model.AgentId;

/** Knows whether a signature is good; strict, total and free of side effects. */
@FunctionalInterface
public interface SignatureCheck {

    /** Whether {@code agent} signed exactly these bytes; false for an id that is no key. */
    boolean verify(AgentId agent, byte[] message, byte[] signature);
}
