package dev.kith.store.level;

/**
 * When one walk may begin to pull: large ones take turns, and those that bring a lost copy back
 * wait for it to return first. For one thread.
 */
public final class SyncTurn {
    /** What is to be done now. */
    public enum Next {
        /** Ask again, when told to and once in a while. */
        WAIT,
        /** Get ready for much that comes at once, then begin. */
        PREPARE,
        /** Begin. */
        BEGIN,
        /** Nothing: it has begun. */
        GO_ON
    }

    private final SyncBudget budget;
    private final Runnable freed;
    private Suspicion taken = Suspicion.NONE;
    private boolean begun;

    /**
     * Nothing is taken yet.
     *
     * @param freed run when a turn may be free, on any thread
     */
    public SyncTurn(SyncBudget budget, Runnable freed) {
        this.budget = budget;
        this.freed = freed;
    }

    /** Takes a turn for this, if one is needed and there is one. */
    public Next take(Suspicion suspicion) {
        if (begun) return Next.GO_ON;
        if (suspicion.wholesale() && budget.holdsBack()) return Next.WAIT;
        if (suspicion.large() && !budget.begin(freed)) return Next.WAIT;
        taken = suspicion;
        begun = true;
        return suspicion.wholesale() ? Next.PREPARE : Next.BEGIN;
    }

    /** The walk is over, however it went; whether it was to {@link Next#PREPARE}. */
    public boolean end() {
        if (taken.large()) budget.end();
        boolean prepared = taken.wholesale();
        taken = Suspicion.NONE;
        return prepared;
    }
}
