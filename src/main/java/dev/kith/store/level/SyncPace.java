package dev.kith.store.level;

/**
 * Decides whether two hosts whose digests differ go through their listings now. While documents
 * arrive, digests differ at nearly every moment and mean nothing; a difference that stands still
 * means something is missing on one side. Walks that found nothing make the next ones rarer.
 */
public final class SyncPace {
    private static final int SKIPS_MAX = 30;
    private static final int MOVING_SKIPS = 5;

    private int idleWalks;
    private int skipped;

    /**
     * Whether to walk now.
     *
     * @param must whether this host knows that it lacks something, or has never compared
     * @param still whether both digests stayed the same over the pause
     */
    public boolean due(boolean must, boolean still) {
        int skips = Math.min(SKIPS_MAX, (1 << Math.min(idleWalks, 5)) - 1);
        int needed = still ? skips : skips + MOVING_SKIPS;
        if (must || skipped >= needed) {
            skipped = 0;
            return true;
        }
        skipped++;
        return false;
    }

    /** A walk ended; {@code pulled} versions were lacking. */
    public void walked(int pulled) {
        idleWalks = pulled == 0 ? idleWalks + 1 : 0;
    }

    /** The digests were equal. */
    public void equal() {
        idleWalks = 0;
        skipped = 0;
    }
}
