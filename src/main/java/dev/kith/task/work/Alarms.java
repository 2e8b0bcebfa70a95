package dev.kith.task.work;

import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** What an errand is told when nothing else happens: its timers. Only for its own errand. */
final class Alarms<T> {
    private static final String LATE = "late";
    private static final String SLOW = "slow";
    private static final String MISSED = "missed";
    private static final String AGAIN = "again";

    /** Whoever lives and was asked answers within this, most often. */
    private static final Duration MISSED_AFTER = Duration.ofSeconds(1);

    private final TimerScheduler<Errand.Command<T>> timers;

    Alarms(TimerScheduler<Errand.Command<T>> timers) {
        this.timers = timers;
    }

    /** An attempt has begun; after {@code timeout} it is {@link Errand.Late}. */
    void awaitAnswer(Duration timeout) {
        timers.startSingleTimer(LATE, new Errand.Late<>(), timeout);
    }

    /** Whether an attempt has begun that is not late yet. */
    boolean awaitsAnswer() {
        return timers.isTimerActive(LATE);
    }

    /** After {@code patience} it is {@link Errand.Slow}. */
    void awaitSpeed(Duration expected, Duration patience) {
        timers.startSingleTimer(SLOW, new Errand.Slow<>(expected), patience);
    }

    /** An agent was lost that may have been asked; without a word of it, it is missed. */
    void awaitWordOf(String agent) {
        timers.startSingleTimer(MISSED, new Errand.Missed<>(agent), MISSED_AFTER);
    }

    /** No answer is awaited any more; after {@code pause} it is begun {@link Errand.Again}. */
    void rest(String because, Duration pause) {
        timers.cancel(LATE);
        timers.cancel(SLOW);
        timers.startSingleTimer(AGAIN, new Errand.Again<>(because), pause);
    }

    /** None of them comes any more. */
    void cancel() {
        timers.cancelAll();
    }
}
