package dev.kith.idle;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * When an agent takes on work and when it leaves its machine to others. Pure: {@link #next} is the
 * whole behaviour.
 *
 * <pre>
 *   Working ──a reason holds──► Paused ──none holds for the grace period──► Working
 * </pre>
 *
 * A reason that holds lets go at a milder reading than the one that made it hold, so that readings
 * that waver about one value change nothing. What a machine does not tell never holds.
 *
 * @param zone of the hours that are set
 */
public record Manners(IdleSettings settings, ZoneId zone) {

    /** The stance after {@code before}, now that the machine reads so. */
    public Stance next(Stance before, Readings readings, Moment now) {
        var conditions = new Conditions(settings, now.wall().atZone(zone));
        return switch (before) {
            case Stance.Working working -> {
                Set<Reason> held = conditions.held(Set.of(), readings);
                yield held.isEmpty()
                        ? new Stance.Working(working.since(), cores(readings))
                        : new Stance.Paused(now.wall(), first(held), held, Optional.empty());
            }
            case Stance.Paused paused ->
                    paused(paused, conditions.held(paused.held(), readings), readings, now);
        };
    }

    private Stance paused(Stance.Paused before, Set<Reason> held, Readings readings, Moment now) {
        if (!held.isEmpty()) {
            Reason reason = held.contains(before.reason()) ? before.reason() : first(held);
            return new Stance.Paused(before.since(), reason, held, Optional.empty());
        }
        Duration calmFrom = before.calmFrom().orElse(now.uptime());
        boolean over = now.uptime().minus(calmFrom).compareTo(settings.grace()) >= 0;
        return over
                ? new Stance.Working(now.wall(), cores(readings))
                : new Stance.Paused(before.since(), before.reason(), held, Optional.of(calmFrom));
    }

    /** Those that are left by other programs, but no more than were set; at least one. */
    private int cores(Readings readings) {
        int most = settings.coresMax() > 0 ? settings.coresMax() : Stance.ALL_CORES;
        if (!settings.load().pause() || readings.otherLoad().isEmpty()) return most;
        long there = Math.round(readings.cores());
        long left = Math.round(readings.cores() * (1 - readings.otherLoad().get()));
        return left < there ? Math.clamp(left, 1, most) : most;
    }

    private static Reason first(Set<Reason> held) {
        return Collections.min(held);
    }
}
