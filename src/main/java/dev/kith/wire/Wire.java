package dev.kith.wire;

/** Marks a message that may leave this agent; bound to Jackson CBOR in {@code application.conf}. */
public interface Wire {}
