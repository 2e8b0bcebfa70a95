/**
 * The signed JSON envelope: payloads in, {@link dev.kith.wire.Sealed} out, and back for those that
 * pass every check.
 *
 * <p>{@link dev.kith.wire.envelope.SignedEnvelopes} is the door; {@link
 * dev.kith.wire.envelope.ReceiptSeal} signs receipts the same way. Keys come as functions ({@link
 * dev.kith.wire.envelope.Signer}, {@link dev.kith.wire.envelope.SignatureCheck}). The format is
 * written down for other implementers in {@code src/test/resources/envelope/README.md}, beside test
 * vectors.
 *
 * <p>Floor 1, with {@code wire}.
 */
@NullMarked
package dev.kith.wire.envelope;

import org.jspecify.annotations.NullMarked;
