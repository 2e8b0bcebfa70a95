package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.Event.Seen;
import java.util.ArrayList;
import java.util.List;

/** A history that a test tells, each event a millisecond after the one before. */
final class Tale {
    /** The client that looks at the end. */
    static final int JUDGE = 9;

    private final List<Event> events = new ArrayList<>();

    List<Event> events() {
        return events;
    }

    Verdict verdict() {
        return Verdict.of(events);
    }

    List<String> lost() {
        return verdict().violations().getOrDefault("NoAcknowledgedDocumentIsLost", List.of());
    }

    List<String> returned() {
        return verdict().violations().getOrDefault("NoDeletedDocumentReturns", List.of());
    }

    void put(String document, int version, Phase phase) {
        add(1, Action.PUT, document, version, phase, Seen.NOTHING, "");
    }

    void delete(String document, Phase phase) {
        add(1, Action.DELETE, document, 0, phase, Seen.NOTHING, "");
    }

    void finds(String document, Integer... versions) {
        Seen seen = Seen.of(List.of(versions), true);
        add(JUDGE, Action.FINAL, document, 0, Phase.OK, seen, "");
    }

    void searches(String document, boolean complete, Integer... versions) {
        Seen seen = Seen.of(List.of(versions), complete);
        add(2, Action.SEARCH, document, 0, Phase.OK, seen, "");
    }

    void settled() {
        event(-1, Action.SETTLED, "", 0, Phase.OK, Seen.NOTHING, "");
    }

    void fault(String what) {
        event(-1, Action.FAULT, "", 0, Phase.OK, Seen.NOTHING, what);
    }

    /** An operation that does not end. */
    void begins(int client, Action action, String document, int version) {
        event(client, action, document, version, Phase.INVOKE, Seen.NOTHING, "");
    }

    /** An operation and its end. */
    void add(
            int client,
            Action action,
            String document,
            int version,
            Phase phase,
            Seen seen,
            String note) {
        begins(client, action, document, version);
        event(client, action, document, version, phase, seen, note);
    }

    static Seen state(String state) {
        return new Seen(List.of(), true, state, 0);
    }

    private void event(
            int client,
            Action action,
            String document,
            int version,
            Phase phase,
            Seen seen,
            String note) {
        events.add(
                new Event(
                        events.size(),
                        client,
                        phase,
                        action,
                        document,
                        version,
                        "ada",
                        seen,
                        note));
    }
}
