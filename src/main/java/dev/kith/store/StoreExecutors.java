package dev.kith.store;

import java.util.concurrent.Executor;

/**
 * The threads on which storing blocks; none of them may be interrupted, which would close files.
 *
 * @param disk LevelDB: writes wait here for the disk
 * @param index writing to Lucene
 * @param search searching Lucene and reading passages
 */
public record StoreExecutors(Executor disk, Executor index, Executor search) {}
