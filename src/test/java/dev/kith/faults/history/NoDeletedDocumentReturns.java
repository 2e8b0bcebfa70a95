package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Lives.Done;
import dev.kith.faults.history.Lives.Life;
import java.util.ArrayList;
import java.util.List;

/** What was deleted stays away, once everything has come to rest. */
public record NoDeletedDocumentReturns() implements Invariant {

    @Override
    public List<String> violations(Lives lives) {
        var returned = new ArrayList<String>();
        for (Life life : lives.documents().values()) {
            for (Done read : life.seen(Action.FINAL)) {
                long at = read.invoked().at();
                int last = life.lastAcknowledged(at);
                if (last < 0 || life.writes().get(last).leaves() != 0) continue;
                List<Integer> seen = read.end().seen().versions();
                boolean back = !life.allowed(at).containsAll(seen);
                if (back && !lives.clocksDisagreedInASplit(life)) {
                    returned.add(
                            "%s was deleted at %d ms, and %s saw %s at %d ms"
                                    .formatted(
                                            life.document(),
                                            life.writes().get(last).end().at(),
                                            read.invoked().agent(),
                                            seen,
                                            read.end().at()));
                }
            }
        }
        return returned;
    }
}
