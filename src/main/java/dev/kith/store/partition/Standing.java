package dev.kith.store.partition;

import dev.kith.store.level.Digest;

/**
 * What a partition holds, in figures.
 *
 * @param digest of all versions in their states
 * @param documents visible documents
 * @param chunks their chunks
 * @param pending versions whose tasks have not ended
 * @param holes documents of which parts are missing and may come from another copy
 * @param lost documents of which parts are missing on every copy that there is
 * @param versionTimeMax the highest version time seen; 0 for none
 */
public record Standing(
        Digest digest,
        long documents,
        long chunks,
        long pending,
        long holes,
        long lost,
        long versionTimeMax) {
    /** Of an empty partition. */
    public static final Standing EMPTY = new Standing(Digest.EMPTY, 0, 0, 0, 0, 0, 0);

    /** Documents of which parts are missing, may they come or not. */
    public long torn() {
        return holes + lost;
    }
}
