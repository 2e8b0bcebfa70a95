package dev.kith.wire;

/**
 * A signed JSON envelope on its way: what {@link Envelopes#seal} made and {@link Envelopes#open}
 * reads.
 *
 * @param json the whole envelope; its UTF-8 bytes are what was signed over
 */
public record Sealed(String json) implements Wire {}
