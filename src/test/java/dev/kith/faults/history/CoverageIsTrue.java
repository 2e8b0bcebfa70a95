package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Lives.Done;
import dev.kith.faults.history.Lives.Life;
import java.util.ArrayList;
import java.util.List;

/**
 * A search that says it has seen everything has: it shows each document that everybody had when the
 * network last came to rest and that nobody has touched since, and none that was deleted by then.
 */
public record CoverageIsTrue() implements Invariant {

    @Override
    public List<String> violations(Lives lives) {
        var untrue = new ArrayList<String>();
        for (Life life : lives.documents().values()) {
            for (Done search : life.seen(Action.SEARCH)) {
                if (!search.end().seen().complete()) continue;
                long rest = lives.restBefore(search.invoked().at());
                if (rest < 0 || touched(life, rest, search.end().at())) continue;
                List<Integer> expected = expected(life, rest);
                if (!search.end().seen().versions().equals(expected)) {
                    untrue.add(
                            "%s: %s says that it saw all, and saw versions %s of %s at %d ms"
                                    .formatted(
                                            life.document(),
                                            search.invoked().agent(),
                                            search.end().seen().versions(),
                                            expected,
                                            search.end().at()));
                }
            }
        }
        return untrue;
    }

    /** Whether anything could have changed it between the rest and {@code until}. */
    private static boolean touched(Life life, long rest, long until) {
        return life.lastAcknowledged(rest) < 0
                || life.writes().stream()
                        .anyMatch(write ->
                                write.unknown()
                                        || (write.end().at() > rest
                                                && write.invoked().at() <= until));
    }

    private static List<Integer> expected(Life life, long rest) {
        int version = life.writes().get(life.lastAcknowledged(rest)).leaves();
        return version == 0 ? List.of() : List.of(version);
    }
}
