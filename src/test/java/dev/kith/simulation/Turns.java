package dev.kith.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * The one thread, the one clock and the one source of chance of a simulation. Whatever is ready
 * runs in an order drawn by chance; when nothing is, time jumps to what is due next.
 */
final class Turns implements Executor {
    private static final Comparator<Due> ORDER =
            Comparator.<Due>comparingLong(due -> due.at).thenComparingLong(due -> due.number);

    /** Of this process: an actor system finds its dispatcher and scheduler by class name. */
    static final Turns ONLY = new Turns();

    /** Something to be done later; it can be called off. */
    static final class Due {
        private final long at;
        private final long number;
        private @Nullable Runnable work;

        private Due(long at, long number, Runnable work) {
            this.at = at;
            this.number = number;
            this.work = work;
        }

        /** False if it was done, or called off before. */
        boolean callOff() {
            boolean waiting = work != null;
            work = null;
            return waiting;
        }

        boolean waits() {
            return work != null;
        }
    }

    private final List<Runnable> ready = new ArrayList<>();
    private final PriorityQueue<Due> calendar = new PriorityQueue<>(ORDER);
    private final List<Runnable> elsewhere = new ArrayList<>();
    private volatile boolean collecting;
    private Thread own = Thread.currentThread();
    private @Nullable ExecutorService threads;
    private Random chance = new Random(0);
    private long now;
    private long numbers;

    private Turns() {}

    /** While an actor system starts or ends it waits for its own threads; these are they. */
    synchronized void live() {
        threads = Executors.newCachedThreadPool();
        ready.forEach(threads::execute);
        ready.clear();
    }

    /** From now on everything is done by {@link #run}. */
    void simulated() throws InterruptedException {
        ExecutorService last;
        synchronized (this) {
            last = threads;
            threads = null;
        }
        if (last != null) {
            last.shutdown();
            last.awaitTermination(20, TimeUnit.SECONDS);
        }
        runReady();
    }

    /** A new schedule: nothing is due, and it is time 0. */
    synchronized void begin(long seed) {
        own = Thread.currentThread();
        chance = new Random(seed);
        calendar.clear();
        now = 0;
        numbers = 0;
    }

    /** Milliseconds since the schedule began. */
    synchronized long now() {
        return now;
    }

    Random chance() {
        return chance;
    }

    /** Between two bounds, both included. */
    long between(long least, long most) {
        return least + (long) (chance.nextDouble() * (most - least + 1));
    }

    boolean odds(double share) {
        return chance.nextDouble() < share;
    }

    @Override
    public synchronized void execute(Runnable work) {
        if (threads != null) threads.execute(work);
        else if (collecting || !Thread.currentThread().equals(own)) elsewhere.add(work);
        else ready.add(work);
    }

    synchronized Due after(long millis, Runnable work) {
        var due = new Due(now + Math.max(0, millis), numbers++, work);
        calendar.add(due);
        return due;
    }

    /** Runs on until the time has come, or until {@code enough}. */
    void run(long until, java.util.function.BooleanSupplier enough) {
        while (true) {
            runReady();
            if (enough.getAsBoolean()) return;
            Due next = calendar.peek();
            if (next == null || next.at > until) {
                now = Math.max(now, until);
                return;
            }
            calendar.remove();
            now = Math.max(now, next.at);
            Runnable work = next.work;
            next.work = null;
            if (work != null) turn(work);
        }
    }

    void runReady() {
        while (!ready.isEmpty()) {
            int last = ready.size() - 1;
            int pick = last == 0 ? 0 : chance.nextInt(last + 1);
            Runnable work = ready.get(pick);
            ready.set(pick, ready.get(last));
            ready.removeLast();
            turn(work);
        }
    }

    /**
     * One turn, and what it leaves to the process's common pool, where Pekko handles futures: that
     * runs on threads of its own, but not beside the next turn, and what it makes ready is put in
     * an order that does not depend on them.
     */
    private void turn(Runnable work) {
        work.run();
        var pool = ForkJoinPool.commonPool();
        collecting = true;
        if (!pool.isQuiescent() && !pool.awaitQuiescence(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the common pool is busy with something else");
        }
        collecting = false;
        synchronized (this) {
            if (elsewhere.isEmpty()) return;
            elsewhere.sort(Comparator.comparing(Turns::name));
            ready.addAll(elsewhere);
            elsewhere.clear();
        }
    }

    private static String name(Runnable work) {
        return work instanceof Mailbox mailbox
                ? mailbox.actor().self().path().toString()
                : work.getClass().getName();
    }
}
