/**
 * Documents over HTTP: one at a time, or as a stream of NDJSON; read, told of, and deleted.
 *
 * <p>{@code DocumentRoutes} is the way in. Plain text is streamed into {@code Intake.Upload} as it
 * arrives; everything else is held whole, counted against {@code Budget}.
 *
 * <p>Floor 5, beside the rest of {@code gateway}.
 */
@NullMarked
package dev.kith.gateway.documents;

import org.jspecify.annotations.NullMarked;
