/**
 * Ids and values that every floor may use: agents, documents, versions, spans, receipts, failures.
 *
 * <p>Ground floor: no Pekko, no JSON, no clock, no randomness; uses nothing of Kith.
 */
@NullMarked
package dev.kith.model;

import org.jspecify.annotations.NullMarked;
