/**
 * Putting the parts of {@code dev.kith.task} together, so that whoever starts an agent need not
 * know them.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.wiring;

import org.jspecify.annotations.NullMarked;
