/**
 * Other programs that Kith is compared with; on the class path of the Maven profile {@code peers}
 * only, never in a release.
 *
 * <p>{@link dev.kith.peers.LangChain4jInt8} and {@link dev.kith.peers.LangChain4jFull} embed with
 * LangChain4j's in-process models: the same model files as Kith's. {@link
 * dev.kith.peers.TransformersJs}, {@link dev.kith.peers.LanceDb}, {@link dev.kith.peers.Chroma} and
 * {@link dev.kith.peers.Hnswlib} are programs from npm in {@code node/}, run as {@link
 * dev.kith.peers.NodeProgram}; those that are not installed are left out.
 */
@NullMarked
package dev.kith.peers;

import org.jspecify.annotations.NullMarked;
