/**
 * Tasks: a document version's way from accepted to searchable, and everything else that needs more
 * than one trade.
 *
 * <p>Four doors: {@link dev.kith.task.Intake} takes documents in, {@link dev.kith.task.Tasks}
 * shows, awaits and cancels their tasks, {@link dev.kith.task.Searcher} answers searches, {@link
 * dev.kith.task.Verifier} checks receipts. {@code Task} is the sharded entity that drives one
 * version through chunkers, embedders, aggregator and storage.
 *
 * <p>Floor 4: may use floors 0 to 3; never {@code learn} or anything above.
 */
@NullMarked
package dev.kith.task;

import org.jspecify.annotations.NullMarked;
