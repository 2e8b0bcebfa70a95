package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A history, sorted by document: what was written, with what outcome, and what was seen of it.
 *
 * @param events all, in their order
 * @param documents by id
 * @param settled when everything had come to rest, in milliseconds, in their order
 */
public record Lives(List<Event> events, Map<String, Life> documents, List<Long> settled) {

    /**
     * An operation: its invocation and its end.
     *
     * @param end of phase UNKNOWN where the history stops before it
     */
    public record Done(Event invoked, Event end) {
        /** Whether it is known to have happened. */
        public boolean ok() {
            return end.phase() == Phase.OK;
        }

        /** Whether it may have happened, or may yet. */
        public boolean unknown() {
            return end.phase() == Phase.UNKNOWN;
        }

        /** What the document is afterwards: a version, or 0 for none. */
        public int leaves() {
            return invoked.action() == Action.PUT ? invoked.version() : 0;
        }
    }

    /**
     * One document.
     *
     * @param writes puts and deletes, in the order in which its one client sent them
     * @param reads everything that saw it, in the order of their ends
     */
    public record Life(String document, List<Done> writes, List<Done> reads) {

        /** Index of the last write that was acknowledged before {@code at}; −1 for none. */
        public int lastAcknowledged(long at) {
            int last = -1;
            for (int i = 0; i < writes.size(); i++) {
                if (writes.get(i).ok() && writes.get(i).end().at() <= at) last = i;
            }
            return last;
        }

        /**
         * What the document may be from {@code at} on: as the last acknowledged write left it, or
         * as a write did whose outcome is unknown, however old, because it may still arrive, or as
         * one did that was under way. 0 stands for absent.
         */
        public List<Integer> allowed(long at) {
            int last = lastAcknowledged(at);
            var allowed = new ArrayList<Integer>();
            allowed.add(last < 0 ? 0 : writes.get(last).leaves());
            for (int i = 0; i < writes.size(); i++) {
                Done write = writes.get(i);
                if (write.unknown() || (i > last && write.ok())) allowed.add(write.leaves());
            }
            return allowed;
        }

        /** Reads of one kind that came to an end. */
        public List<Done> seen(Action action) {
            return reads.stream()
                    .filter(read -> read.invoked().action() == action && read.ok())
                    .toList();
        }
    }

    /** Sorts a history. */
    public static Lives of(List<Event> events) {
        var open = new HashMap<Integer, Event>();
        var documents = new TreeMap<String, Life>();
        var settled = new ArrayList<Long>();
        for (Event event : events) {
            if (event.action() == Action.SETTLED) settled.add(event.at());
            if (event.document().isEmpty()) continue;
            if (event.phase() == Phase.INVOKE) {
                open.put(event.client(), event);
            } else {
                Event invoked = open.remove(event.client());
                if (invoked == null) {
                    throw new IllegalArgumentException("ends without having begun: " + event);
                }
                add(documents, new Done(invoked, event));
            }
        }
        open.values().forEach(invoked -> add(documents, new Done(invoked, unanswered(invoked))));
        return new Lives(events, documents, settled);
    }

    /** When everything had last come to rest before {@code at}; −1 for never. */
    public long restBefore(long at) {
        return settled.stream().mapToLong(Long::longValue).filter(s -> s <= at).max().orElse(-1);
    }

    /**
     * Whether a document was written, with whatever outcome, between two rests between which clocks
     * were moved and the network was split, both: then the later write need not have the later
     * version, and no rule could tell.
     */
    public boolean clocksDisagreedInASplit(Life life) {
        return life.writes().stream().anyMatch(this::wroteWhileClocksDisagreedInASplit);
    }

    private boolean wroteWhileClocksDisagreedInASplit(Done write) {
        long after = restBefore(write.invoked().at());
        long before =
                settled.stream()
                        .mapToLong(Long::longValue)
                        .filter(rest -> rest > write.end().at())
                        .min()
                        .orElse(Long.MAX_VALUE);
        return did("clock", after, before) && did("split", after, before);
    }

    private boolean did(String fault, long after, long before) {
        return events.stream()
                .filter(event -> event.action() == Action.FAULT)
                .filter(event -> event.at() > after && event.at() < before)
                .anyMatch(event -> event.note().startsWith(fault));
    }

    private static void add(Map<String, Life> documents, Done done) {
        Life life =
                documents.computeIfAbsent(
                        done.invoked().document(),
                        id -> new Life(id, new ArrayList<>(), new ArrayList<>()));
        (done.invoked().writes() ? life.writes() : life.reads()).add(done);
    }

    private static Event unanswered(Event invoked) {
        return new Event(
                invoked.at(),
                invoked.client(),
                Phase.UNKNOWN,
                invoked.action(),
                invoked.document(),
                invoked.version(),
                invoked.agent(),
                invoked.seen(),
                "the history ends");
    }
}
