package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Lives.Done;
import dev.kith.faults.history.Lives.Life;
import java.util.ArrayList;
import java.util.List;

/**
 * What was acknowledged is there once everything has come to rest, in the version that was
 * acknowledged last.
 */
public record NoAcknowledgedDocumentIsLost() implements Invariant {

    @Override
    public List<String> violations(Lives lives) {
        var lost = new ArrayList<String>();
        for (Life life : lives.documents().values()) {
            for (Done read : life.reads()) {
                if (read.invoked().action() == Action.FINAL) lost.addAll(lost(lives, life, read));
            }
        }
        return lost;
    }

    private static List<String> lost(Lives lives, Life life, Done read) {
        long at = read.invoked().at();
        int last = life.lastAcknowledged(at);
        if (last < 0 || life.writes().get(last).leaves() == 0) return List.of();
        List<Integer> allowed = life.allowed(at);
        if (!read.ok()) return List.of(line("cannot be read", life, allowed, read));
        List<Integer> seen = read.end().seen().versions();
        if (seen.isEmpty()) {
            return allowed.contains(0) ? List.of() : List.of(line("is gone", life, allowed, read));
        }
        if (seen.stream().allMatch(allowed::contains)) return List.of();
        int wanted = life.writes().get(last).leaves();
        boolean older = seen.stream().anyMatch(version -> version < wanted);
        return older && !lives.clocksDisagreedInASplit(life)
                ? List.of(line("went back", life, allowed, read))
                : List.of();
    }

    private static String line(String what, Life life, List<Integer> allowed, Done read) {
        return "%s %s: allowed %s, %s saw %s at %d ms (%s)"
                .formatted(
                        life.document(),
                        what,
                        allowed,
                        read.invoked().agent(),
                        read.end().seen().versions(),
                        read.end().at(),
                        read.end().note());
    }
}
