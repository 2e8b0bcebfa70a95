/**
 * What is used of oneDNN, called through its C interface with {@code java.lang.foreign}.
 *
 * <p>{@link dev.kith.embed.onednn.dnnl.Dnnl} is the door: it makes memories and runs primitives;
 * {@link dev.kith.embed.onednn.dnnl.Shapes} and {@link dev.kith.embed.onednn.dnnl.Primitives} make
 * what it needs for that. All of it is freed when the door is closed. A wrong size in here ends the
 * process, so sizes come from the shapes themselves wherever that is possible.
 *
 * <p>Source of names and numbers: oneDNN 3.11, {@code dnnl.h} and {@code dnnl_types.h}.
 */
@NullMarked
package dev.kith.embed.onednn.dnnl;

import org.jspecify.annotations.NullMarked;
