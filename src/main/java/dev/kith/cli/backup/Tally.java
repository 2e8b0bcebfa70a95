package dev.kith.cli.backup;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what became of versions that were restored. Safe to use from any thread. */
final class Tally {
    static final int FAILURES_KEPT = 50;

    private final Map<State, Long> counts = new EnumMap<>(State.class);
    private final List<Failed> failures = new ArrayList<>();
    private long bytes;
    private String trouble = "";

    /** What an agent says of a version. */
    enum State {
        RESTORED,
        INGESTING,
        UNCHANGED,
        NEWER,
        DELETED,
        FAILED;

        /** The word in JSON. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One that was not taken, and why. */
    record Failed(String name, String reason) {}

    synchronized void done(State state, long itsBytes) {
        counts.merge(state, 1L, Long::sum);
        bytes += itsBytes;
        trouble = "";
    }

    synchronized void failed(String name, String reason, long itsBytes) {
        done(State.FAILED, itsBytes);
        if (failures.size() < FAILURES_KEPT) failures.add(new Failed(name, reason));
    }

    synchronized void trouble(String what) {
        trouble = what;
    }

    synchronized String trouble() {
        return trouble;
    }

    synchronized long count(State state) {
        return counts.getOrDefault(state, 0L);
    }

    synchronized long all() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized List<Failed> failures() {
        return List.copyOf(failures);
    }
}
