package dev.kith.embed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Things that one thread at a time may use, until all are back and no more are given. */
public final class Lent<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<T> idle;
    private final int total;
    private boolean closed;

    /** All of them, idle. */
    public Lent(List<T> all) {
        idle = new ArrayDeque<>(all);
        total = all.size();
    }

    /**
     * Waits for an idle one; last back, first out, because its memory is warm.
     *
     * @throws IllegalStateException once closed
     */
    public T take() {
        lock.lock();
        try {
            while (idle.isEmpty() && !closed) changed.awaitUninterruptibly();
            if (closed) throw new IllegalStateException("closed");
            return idle.pop();
        } finally {
            lock.unlock();
        }
    }

    /** It is idle again. */
    public void giveBack(T thing) {
        lock.lock();
        try {
            idle.push(thing);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives no more, and waits until all are back. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            while (idle.size() < total) changed.awaitUninterruptibly();
        } finally {
            lock.unlock();
        }
    }
}
