package dev.kith.embed.onednn.dnnl;

import java.lang.foreign.MemorySegment;

/**
 * How numbers lie in memory; a {@code dnnl_memory_desc_t}, owned by the {@link Dnnl} that made it.
 *
 * @param bytes what a memory of it takes
 */
public record Shape(MemorySegment handle, long bytes) {}
