/**
 * Other programs that Kith is compared with; on the class path of the Maven profile {@code peers}
 * only, never in a release.
 *
 * <p>{@link dev.kith.peers.LangChain4jInt8} and {@link dev.kith.peers.LangChain4jFull} embed with
 * LangChain4j's in-process models: the same model files as Kith's.
 */
@NullMarked
package dev.kith.peers;

import org.jspecify.annotations.NullMarked;
