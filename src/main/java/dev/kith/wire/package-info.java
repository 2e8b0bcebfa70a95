/**
 * What crosses from one agent to another: the {@link dev.kith.wire.Wire} marker for plain protocol
 * messages (Jackson CBOR), the signed JSON envelope for tasks and results, and the few messages
 * that trades on one floor share.
 *
 * <p>Floor 1: uses {@code model}, {@code vector} and {@code file} only.
 */
@NullMarked
package dev.kith.wire;

import org.jspecify.annotations.NullMarked;
