package dev.kith.store.partition;

import dev.kith.store.level.Digest;

/**
 * What a partition holds, in figures.
 *
 * @param digest of all versions in their states
 * @param documents visible documents
 * @param chunks their chunks
 * @param pending versions whose tasks have not ended
 * @param torn documents of which parts are missing
 * @param lost those of them of which no copy that is here has these parts either
 * @param forsaken those of them that nobody waits for any more
 * @param versionTimeMax the highest version time seen; 0 for none
 */
public record Standing(
        Digest digest,
        long documents,
        long chunks,
        long pending,
        long torn,
        long lost,
        long forsaken,
        long versionTimeMax) {
    /** Of an empty partition. */
    public static final Standing EMPTY = new Standing(Digest.EMPTY, 0, 0, 0, 0, 0, 0, 0);

    /** Documents for whose sake this copy cannot stand for all there is: parts may yet come. */
    public long holes() {
        return torn - forsaken;
    }
}
