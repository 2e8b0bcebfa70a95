package dev.kith.simulation;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** The scheduler of a simulated actor system, in virtual time; Pekko makes it by its name. */
public final class TurnsScheduler extends AbstractScheduler {

    /** As Pekko wants it. */
    public TurnsScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {}

    private static final class Entry implements Cancellable {
        private Turns.Due due;
        private boolean canceled;

        private Entry(long millis, Runnable work) {
            due = Turns.ONLY.after(millis, work);
        }

        @Override
        public boolean cancel() {
            boolean first = !canceled && due.callOff();
            canceled = true;
            return first;
        }

        @Override
        public boolean isCancelled() {
            return canceled;
        }
    }

    private static final class Repeated implements Cancellable {
        private final long interval;
        private final Runnable work;
        private Entry entry;
        private boolean canceled;

        private Repeated(long delay, long interval, Runnable work) {
            this.interval = interval;
            this.work = work;
            this.entry = new Entry(delay, this::turn);
        }

        private void turn() {
            if (canceled) return;
            entry = new Entry(interval, this::turn);
            work.run();
        }

        @Override
        public boolean cancel() {
            boolean first = !canceled;
            canceled = true;
            entry.cancel();
            return first;
        }

        @Override
        public boolean isCancelled() {
            return canceled;
        }
    }

    @Override
    @SuppressWarnings("deprecation") // the abstract method that the others lead to
    public Cancellable schedule(
            FiniteDuration delay, FiniteDuration interval, Runnable work, ExecutionContext where) {
        return new Repeated(delay.toMillis(), interval.toMillis(), () -> where.execute(work));
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable work, ExecutionContext where) {
        return new Entry(delay.toMillis(), () -> where.execute(work));
    }

    @Override
    public double maxFrequency() {
        return 1000;
    }
}
