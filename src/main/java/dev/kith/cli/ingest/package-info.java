/**
 * Bringing files to the network.
 *
 * <p>{@link dev.kith.cli.ingest.Sources} turns files, folders and lines into {@link
 * dev.kith.cli.ingest.Item}s, one after the other; {@link dev.kith.cli.ingest.BulkIngest} sends
 * them in bounded batches, several at a time, sends again what was not answered, and counts in a
 * {@link dev.kith.cli.ingest.Tally}. {@link dev.kith.cli.ingest.IngestCommand} is {@code kith
 * ingest}.
 *
 * <p>Memory holds the batches in flight and nothing else, whatever the size of the input.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.ingest;

import org.jspecify.annotations.NullMarked;
