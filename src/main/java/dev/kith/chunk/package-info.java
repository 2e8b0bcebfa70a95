/**
 * Chunking: a document's source text in, passages with exact offsets out.
 *
 * <pre>
 *   raw ──source──► source text ──Segmenter──► segments ──Chunker──► chunks
 * </pre>
 *
 * <p>{@link dev.kith.chunk.Chunker} is the actor that other agents reach: it opens a sealed {@code
 * ChunkRequest}, cuts the segment off the actor's thread by {@link dev.kith.chunk.Splitter}, and
 * answers exactly once. What all chunkers of an agent share stands on one {@link
 * dev.kith.chunk.ChunkDesk}. {@link dev.kith.chunk.Segmenter} and {@link dev.kith.chunk.Outline}
 * are pure and used by whoever takes documents in.
 *
 * <p>Floor 3: may use {@code model}, {@code vector}, {@code wire}, {@code registry} and {@code
 * reputation}; never {@code embed}, {@code store} or anything above.
 */
@NullMarked
package dev.kith.chunk;

import org.jspecify.annotations.NullMarked;
