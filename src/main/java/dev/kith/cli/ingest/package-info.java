/**
 * Bringing documents to the network.
 *
 * <p>{@link dev.kith.cli.ingest.IngestRun} is the door: {@link dev.kith.cli.ingest.BulkIngest}
 * sends the items of {@code source} in bounded batches, several at a time, sends again what was not
 * answered, and counts in a {@link dev.kith.cli.ingest.Tally}. {@link
 * dev.kith.cli.ingest.IngestCommand} is {@code kith ingest}.
 *
 * <p>Memory holds the batches in flight and nothing else, whatever the size of the input.
 *
 * <p>Roof: part of {@code cli}; uses {@code api}.
 */
@NullMarked
package dev.kith.cli.ingest;

import org.jspecify.annotations.NullMarked;
