/**
 * What clients asked and heard, and what must hold of it. Pure but for the file that {@link
 * dev.kith.faults.history.History} writes.
 *
 * <p>In the manner of Jepsen's {@code set-full}: an operation is invoked and then ends ok, failed
 * or unknown; whatever was acknowledged must be there at the end. One client at a time writes a
 * document, so what it must be follows from its own operations alone.
 */
@NullMarked
package dev.kith.faults.history;

import org.jspecify.annotations.NullMarked;
