/**
 * Storing: documents in several copies, each a LevelDB record with a Lucene index derived from it.
 *
 * <p>{@link dev.kith.store.Copies} is the door for whoever writes and reads: it finds the copies of
 * a document's partition, and answers when enough distinct agents have synced. {@link
 * dev.kith.store.Storage} is the sharded entity, one for each copy: a thin door to the agent's
 * {@code PartitionHost}, which owns the files.
 *
 * <p>Floor 3: may use {@code model}, {@code vector}, {@code file}, {@code wire}, {@code identity},
 * {@code registry} and {@code reputation}; never {@code chunk}, {@code embed}, {@code aggregate} or
 * anything above.
 */
@NullMarked
package dev.kith.store;

import org.jspecify.annotations.NullMarked;
