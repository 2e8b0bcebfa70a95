package dev.kith.node.reunion.rule;

/**
 * For how long an agent that is alone has heard nobody. Others may just be off; but its own
 * transport may hang as well, all of it, and then it hears nobody for good. Somebody who is there
 * twice in a row, and still not heard, shows that.
 */
final class Stillness {
    private static final int SURE = 2;

    private final long patience;
    private long since;
    private long lookedAt;
    private int found;

    /**
     * It begins at {@code now}.
     *
     * @param patience how long it must last to be worth a look, in milliseconds; somebody who is
     *     there must be heard within half of it
     */
    Stillness(long patience, long now) {
        this.patience = patience;
        this.since = now;
        this.lookedAt = now;
    }

    /** Somebody is heard, or the agent is not alone. */
    void end(long now) {
        since = now;
        found = 0;
    }

    /** Whether to look now; if so, not again for a while. */
    boolean look(long now) {
        long pause = found > 0 ? patience / 2 : patience;
        if (now - since < patience || now - lookedAt < pause) return false;
        lookedAt = now;
        return true;
    }

    /** Whether it is certain now that connections hang, after a look that found somebody or not. */
    boolean hangs(boolean somebody, long now) {
        found = somebody && now - since >= patience ? found + 1 : 0;
        return found >= SURE;
    }
}
