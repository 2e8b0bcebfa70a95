package dev.kith.embed.onednn.dnnl;

/** What a matrix multiplication does to its result before it is stored; {@code dnnl_post_ops_t}. */
public sealed interface Extra {

    /** Nothing. */
    record None() implements Extra {}

    /** GELU by the error function: {@code x·Φ(x)}. */
    record Gelu() implements Extra {}

    /** Adds what is given as {@link Slot#ADDED}, of this shape. */
    record Add(Shape shape) implements Extra {}
}
