package dev.kith.task.run;

import dev.kith.task.state.Known;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * When one task is given up: at its deadline, which the time moves on in which all agents that
 * could have worked on it paused. Only for the task's own actor, whose alarm it sets.
 */
final class Deadline<C> {
    private final TimerScheduler<C> timers;
    private final C alarm;
    private final Tools tools;
    private long standstill;

    Deadline(TimerScheduler<C> timers, C alarm, Tools tools) {
        this.timers = timers;
        this.alarm = alarm;
        this.tools = tools;
    }

    void set(Known known) {
        standstill = standstill(known);
        long now = tools.clock().millis() - standstill;
        timers.startSingleTimer(alarm, alarm, known.left(now));
    }

    void cancel() {
        timers.cancel(alarm);
    }

    /** On the alarm: whether it was moved on since it was set; then there will be another. */
    boolean movesOn(Known known) {
        long more = standstill(known) - standstill;
        if (more <= 0) return false;
        standstill += more;
        timers.startSingleTimer(alarm, alarm, Duration.ofMillis(more));
        return true;
    }

    private long standstill(Known known) {
        return tools.directory().standstill(known.record().version().millis());
    }
}
