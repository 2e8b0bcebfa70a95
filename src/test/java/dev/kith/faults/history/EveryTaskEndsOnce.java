package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Lives.Done;
import dev.kith.faults.history.Lives.Life;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A task that has ended stays ended, in one and the same way; and once everything has come to rest,
 * the task of what was put last has ended.
 */
public record EveryTaskEndsOnce() implements Invariant {
    private static final Set<String> ENDS = Set.of("completed", "failed", "canceled");

    @Override
    public List<String> violations(Lives lives) {
        var wrong = new ArrayList<String>();
        for (Life life : lives.documents().values()) {
            Map<Integer, String> ended = new HashMap<>();
            Stream.concat(life.writes().stream(), life.reads().stream())
                    .filter(EveryTaskEndsOnce::tellsOfATask)
                    .sorted((a, b) -> Long.compare(a.end().at(), b.end().at()))
                    .forEach(sight -> wrong.addAll(compare(life, sight, ended)));
        }
        return wrong;
    }

    private static boolean tellsOfATask(Done done) {
        return done.ok()
                && (done.invoked().action() == Action.PUT
                        || done.invoked().action() == Action.TASK);
    }

    private static List<String> compare(Life life, Done sight, Map<Integer, String> ended) {
        String state = sight.end().seen().state();
        int version = sight.invoked().version();
        boolean last = sight.invoked().action() == Action.TASK;
        if (!ENDS.contains(state)) {
            return last ? List.of(line(life, sight, "has not ended: " + state)) : List.of();
        }
        String before = ended.putIfAbsent(version, state);
        if (before != null && !before.equals(state)) {
            return List.of(line(life, sight, "ended as " + before + ", then as " + state));
        }
        return last && !state.equals("completed")
                ? List.of(line(life, sight, "ended as " + state + " " + sight.end().note()))
                : List.of();
    }

    private static String line(Life life, Done sight, String what) {
        return "the task of %s version %d %s at %s, %d ms"
                .formatted(
                        life.document(),
                        sight.invoked().version(),
                        what,
                        sight.invoked().agent(),
                        sight.end().at());
    }
}
