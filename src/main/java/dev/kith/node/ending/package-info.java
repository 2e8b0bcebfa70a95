/**
 * Ending a stay in the network that cannot end in order: {@link
 * dev.kith.node.ending.StalledStreams} cuts what Pekko would wait for without limit.
 *
 * <p>Roof, with {@code node}.
 */
@NullMarked
package dev.kith.node.ending;

import org.jspecify.annotations.NullMarked;
