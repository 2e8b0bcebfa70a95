/** Stand-ins for what the task floor stands on: a store in memory, envelopes without keys. */
@NullMarked
package dev.kith.task.testing;

import org.jspecify.annotations.NullMarked;
