package dev.kith.embed.onednn.dnnl;

import java.lang.foreign.MemorySegment;

/**
 * A primitive with its memories, ready to run; for one thread at a time.
 *
 * @param arguments so many {@code dnnl_exec_arg_t}
 */
public record Call(Primitive primitive, MemorySegment arguments, int count) {}
