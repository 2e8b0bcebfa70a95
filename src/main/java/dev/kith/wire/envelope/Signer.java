package dev.kith.wire.envelope;

import dev.kith.model.AgentId;

/** This agent's voice. */
public interface Signer {

    /** Whose signatures they are. */
    AgentId id();

    /** The Ed25519 signature over exactly these bytes, 64 bytes. */
    byte[] sign(byte[] message);
}
