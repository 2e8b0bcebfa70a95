package dev.kith.faults.history;

import dev.kith.faults.history.Event.Action;
import dev.kith.faults.history.Event.Phase;
import dev.kith.faults.history.Lives.Done;
import dev.kith.faults.history.Lives.Life;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a history amounts to.
 *
 * @param operations that clients sent
 * @param acknowledged puts and deletes
 * @param unknown operations whose outcome nobody knows
 * @param presentThoughFailed writes that were refused and are there all the same
 * @param searches of clients at agents that were up all the while
 * @param failedSearches of those, how many were not answered
 * @param partialSearches of those that were answered, how many said that they were partial
 * @param staleMillis for each read that missed an acknowledged write, how long before that was
 * @param violations of each invariant by its name; empty lists where it holds
 */
public record Verdict(
        long operations,
        long acknowledged,
        long unknown,
        long presentThoughFailed,
        long searches,
        long failedSearches,
        long partialSearches,
        List<Long> staleMillis,
        Map<String, List<String>> violations) {
    private static final String UP = "up";
    private static final List<Invariant> INVARIANTS =
            List.of(
                    new NoAcknowledgedDocumentIsLost(),
                    new NoDeletedDocumentReturns(),
                    new OneVersionIsVisible(),
                    new EveryTaskEndsOnce(),
                    new CoverageIsTrue(),
                    new RankingIsTheSameEverywhere());

    /** Judges a history. */
    public static Verdict of(List<Event> events) {
        Lives lives = Lives.of(events);
        Map<String, List<String>> violations = new LinkedHashMap<>();
        for (Invariant invariant : INVARIANTS) {
            violations.put(invariant.name(), invariant.violations(lives));
        }
        List<Done> all =
                lives.documents().values().stream()
                        .flatMap(life ->
                                java.util.stream.Stream.concat(
                                        life.writes().stream(), life.reads().stream()))
                        .toList();
        List<Done> searches =
                all.stream()
                        .filter(done -> done.invoked().action() == Action.SEARCH)
                        .filter(done -> done.ok() || done.end().note().startsWith(UP))
                        .toList();
        return new Verdict(
                all.size(),
                all.stream().filter(done -> done.invoked().writes() && done.ok()).count(),
                all.stream().filter(Done::unknown).count(),
                lives.documents().values().stream().filter(Verdict::presentThoughFailed).count(),
                searches.size(),
                searches.stream().filter(search -> !search.ok()).count(),
                searches.stream()
                        .filter(Done::ok)
                        .filter(search -> !search.end().seen().complete())
                        .count(),
                stale(lives),
                violations);
    }

    /** How many violations an invariant has. */
    public int violated(Class<? extends Invariant> invariant) {
        return violations.getOrDefault(invariant.getSimpleName(), List.of()).size();
    }

    /** Whether every invariant holds. */
    public boolean holds() {
        return violations.values().stream().allMatch(List::isEmpty);
    }

    /** The figures that {@link #holds} says nothing of. */
    public String details() {
        return String.format(
                Locale.ROOT,
                "unknown=%d present_though_failed=%d searches=%d partial_searches=%d"
                        + " stale_reads=%d stale_ms_median=%d stale_ms_max=%d",
                unknown,
                presentThoughFailed,
                searches,
                partialSearches,
                staleMillis.size(),
                staleMillis.isEmpty() ? 0 : staleMillis.get(staleMillis.size() / 2),
                staleMillis.isEmpty() ? 0 : staleMillis.getLast());
    }

    private static boolean presentThoughFailed(Life life) {
        return life.seen(Action.FINAL).stream()
                .flatMap(read -> read.end().seen().versions().stream())
                .anyMatch(version ->
                        life.writes().stream()
                                        .filter(write -> write.leaves() == version)
                                        .allMatch(write -> write.end().phase() == Phase.FAIL)
                                && life.writes().stream()
                                        .anyMatch(write -> write.leaves() == version));
    }

    /** A read is stale if it misses a put that had been acknowledged, and indexed, before it. */
    private static List<Long> stale(Lives lives) {
        var stale = new ArrayList<Long>();
        for (Life life : lives.documents().values()) {
            for (Done read : life.seen(Action.GET)) {
                long at = read.invoked().at();
                int last = life.lastAcknowledged(at);
                if (last < 0 || !life.writes().get(last).end().seen().complete()) continue;
                if (!life.allowed(at).containsAll(read.end().seen().versions())
                        || (read.end().seen().versions().isEmpty()
                                && !life.allowed(at).contains(0))) {
                    stale.add(at - life.writes().get(last).end().at());
                }
            }
        }
        Collections.sort(stale);
        return stale;
    }
}
