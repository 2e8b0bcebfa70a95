/**
 * Who is here and what each offers: cluster membership, and a card from every agent, signed by it
 * and kept on the {@link dev.kith.wire.board.Board}.
 *
 * <p>{@link dev.kith.registry.Directory} is the door: a view in memory that anybody may ask at any
 * time without waiting. {@code Registrar} is the actor that keeps it fresh.
 *
 * <p>Floor 2: uses floors 0 and 1 only.
 */
@NullMarked
package dev.kith.registry;

import org.jspecify.annotations.NullMarked;
