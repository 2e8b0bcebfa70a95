package dev.kith.gateway.http;

import java.util.concurrent.atomic.AtomicLong;

/** So much at once and no more: bytes held, searches running, streams open. Any thread. */
public final class Budget {
    private final long max;
    private final AtomicLong used = new AtomicLong();

    /** A budget of so much. */
    public Budget(long max) {
        this.max = max;
    }

    /** Takes so much if there is room; whoever got it gives it back once. */
    public boolean take(long amount) {
        long before = used.getAndAdd(amount);
        if (before + amount <= max) return true;
        used.addAndGet(-amount);
        return false;
    }

    /** Gives back what was taken. */
    public void give(long amount) {
        used.addAndGet(-amount);
    }

    /** How much is taken now. */
    public long used() {
        return used.get();
    }
}
