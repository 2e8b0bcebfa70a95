package dev.kith.cli.bench.audit;

import java.util.EnumMap;
import java.util.Map;

/** What happened in one network or several. */
final class Tally {
    private final Map<Cheat, Row> rows = new EnumMap<>(Cheat.class);
    private long honestChunks;
    private long honestCost;
    private long trustedChunks;
    private long trustedCost;
    private long falseAccusations;

    private static final class Row {
        int agents;
        int caught;
        long results;
        long resultsMax;
        long wrongBefore;
        long wrongAfter;
    }

    private Row row(Cheat cheat) {
        return rows.computeIfAbsent(cheat, _ -> new Row());
    }

    void joined(Player player) {
        row(player.cheat()).agents++;
    }

    void handled(Player author, int chunks, Asker.Handled handled) {
        if (author.cheat() != Cheat.HONEST) return;
        honestChunks += chunks;
        honestCost += handled.cost();
        if (!handled.trusted()) return;
        trustedChunks += chunks;
        trustedCost += handled.cost();
    }

    void proven(Player player, long wrongInIndex) {
        if (player.cheat() == Cheat.HONEST) falseAccusations++;
        Row row = row(player.cheat());
        row.caught++;
        row.results += player.results();
        row.resultsMax = Math.max(row.resultsMax, player.results());
        row.wrongBefore += wrongInIndex;
    }

    void ended(Map<Cheat, Long> wrongLeft) {
        wrongLeft.forEach((cheat, wrong) -> row(cheat).wrongAfter += wrong);
    }

    void add(Tally other) {
        other.rows.forEach((cheat, theirs) -> {
            Row row = row(cheat);
            row.agents += theirs.agents;
            row.caught += theirs.caught;
            row.results += theirs.results;
            row.resultsMax = Math.max(row.resultsMax, theirs.resultsMax);
            row.wrongBefore += theirs.wrongBefore;
            row.wrongAfter += theirs.wrongAfter;
        });
        honestChunks += other.honestChunks;
        honestCost += other.honestCost;
        trustedChunks += other.trustedChunks;
        trustedCost += other.trustedCost;
        falseAccusations += other.falseAccusations;
    }

    double overheadTrusted() {
        return (double) trustedCost / trustedChunks;
    }

    double overheadFromStart() {
        return (double) honestCost / honestChunks;
    }

    long falseAccusations() {
        return falseAccusations;
    }

    long wrongLeft() {
        return rows.values().stream().mapToLong(row -> row.wrongAfter).sum();
    }

    /** Every cheat that took part. */
    Map<Cheat, AuditFigures.Kind> kinds() {
        var kinds = new EnumMap<Cheat, AuditFigures.Kind>(Cheat.class);
        rows.forEach((cheat, row) -> {
            if (cheat == Cheat.HONEST) return;
            kinds.put(
                    cheat,
                    new AuditFigures.Kind(
                            row.agents,
                            row.caught,
                            row.caught == 0 ? 0 : (double) row.results / row.caught,
                            row.resultsMax,
                            row.wrongBefore,
                            row.wrongAfter));
        });
        return kinds;
    }
}
