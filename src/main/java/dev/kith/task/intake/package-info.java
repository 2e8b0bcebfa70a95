/**
 * Taking documents in: text in any format in, a stored pending version and a started task out.
 *
 * <p>{@link dev.kith.task.intake.DocumentIntake} implements {@link dev.kith.task.Intake}. {@code
 * Arrival} cuts and hashes text as it comes, {@code Writer} brings it to the store, {@code
 * Admission} bounds how much is under way.
 *
 * <p>Floor 4, as {@code dev.kith.task}.
 */
@NullMarked
package dev.kith.task.intake;

import org.jspecify.annotations.NullMarked;
