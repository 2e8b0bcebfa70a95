/**
 * What crosses HTTP: one record for each JSON object of {@code /v1}, shared by the gateway that
 * answers and the command line that asks. Names in JSON are snake_case; {@link dev.kith.api.Json}
 * reads and writes them.
 *
 * <p>Floor 1: uses {@code model} only.
 */
@NullMarked
package dev.kith.api;

import org.jspecify.annotations.NullMarked;
