package dev.kith.embed.onednn.dnnl;

import java.lang.foreign.MemorySegment;

/**
 * A computation for fixed shapes; safe to run from many threads, each with its own {@link Call}.
 *
 * @param weights how it wants its weights
 * @param scratch where it writes as it likes
 */
public record Primitive(MemorySegment handle, Shape weights, Shape scratch) {}
