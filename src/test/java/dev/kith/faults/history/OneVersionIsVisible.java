package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Lives.Done;
import dev.kith.faults.history.Lives.Life;
import java.util.ArrayList;
import java.util.List;

/** No answer shows two versions of a document, nor one of them twice. */
public record OneVersionIsVisible() implements Invariant {

    @Override
    public List<String> violations(Lives lives) {
        var twice = new ArrayList<String>();
        for (Life life : lives.documents().values()) {
            for (Done read : life.reads()) {
                List<Integer> seen = read.end().seen().versions();
                if (read.invoked().action() == Action.RANK || seen.size() < 2) continue;
                twice.add(
                        "%s shows versions %s at %s, %d ms"
                                .formatted(
                                        life.document(),
                                        seen,
                                        read.invoked().agent(),
                                        read.end().at()));
            }
        }
        return twice;
    }
}
