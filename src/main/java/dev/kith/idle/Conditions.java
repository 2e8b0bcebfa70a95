package dev.kith.idle;

import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;

/** Which reasons to pause hold at one moment. */
record Conditions(IdleSettings settings, ZonedDateTime time) {

    /**
     * The reasons that hold.
     *
     * @param before those that held at the reading before: they let go later than they began
     */
    Set<Reason> held(Set<Reason> before, Readings readings) {
        Set<Reason> held = EnumSet.noneOf(Reason.class);
        for (Reason reason : Reason.values()) {
            if (holds(reason, before.contains(reason), readings)) held.add(reason);
        }
        return held;
    }

    private boolean holds(Reason reason, boolean before, Readings readings) {
        return switch (reason) {
            case HOURS -> !settings.times().contain(time);
            case BATTERY ->
                    readings.battery().filter(battery -> battery(battery, before)).isPresent();
            case HEAT -> {
                var heat = settings.heat();
                int margin = before ? heat.resumeBeyond() : heat.pauseWithin();
                yield heat.pause() && readings.heatLeft().filter(left -> left < margin).isPresent();
            }
            case PERSON -> {
                var person = settings.person();
                yield person.pause()
                        && readings.unused()
                                .filter(unused -> unused.compareTo(person.awayAfter()) < 0)
                                .isPresent();
            }
            case LOAD -> {
                var load = settings.load();
                double limit = before ? load.resumeBelow() : load.pauseAbove();
                yield load.pause()
                        && readings.otherLoad().filter(share -> share >= limit).isPresent();
            }
            case MEMORY -> {
                var memory = settings.memory();
                long least = before ? memory.resumeAbove() : memory.pauseBelow();
                yield memory.pause()
                        && readings.memoryAvailable().filter(bytes -> bytes < least).isPresent();
            }
        };
    }

    private boolean battery(Readings.Battery battery, boolean before) {
        var policy = settings.battery();
        if (!battery.inUse()) return false;
        return switch (policy.pause()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case BELOW -> battery.percent() < (before ? policy.resumeAbove() : policy.pauseBelow());
        };
    }
}
