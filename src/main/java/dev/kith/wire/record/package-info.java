/**
 * Records that certify themselves: what an agent says, signed by it, kept as a CRDT in Distributed
 * Data that no other member can forge, change or roll back.
 *
 * <pre>
 *   Claim ──sign──► SignedRecord ──► Slot (one kind, one agent) ──► SignedRecords (a bucket)
 *                                     │ two records of one version
 *                                     └──► Proof ──► Proofs (grows only)
 * </pre>
 *
 * <p>{@link dev.kith.wire.record.SignedRecords} and {@link dev.kith.wire.record.Proofs} are the two
 * data types; {@link dev.kith.wire.record.RecordCheck} decides what counts, and is given to an
 * ActorSystem by {@link dev.kith.wire.record.RecordSetup}. The bytes are described in {@link
 * dev.kith.wire.record.Claim} and {@link dev.kith.wire.record.RecordCodec}.
 *
 * <p>Floor 1, with {@code wire}.
 */
@NullMarked
package dev.kith.wire.record;

import org.jspecify.annotations.NullMarked;
