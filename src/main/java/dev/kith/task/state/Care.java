package dev.kith.task.state;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Strike;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What it means that agents ended while they worked on a version: most often that somebody turned
 * them off, but some texts make every agent end that touches them. Pure.
 */
public final class Care {
    private static final int ALONE_FROM = 2;

    private Care() {}

    /**
     * Whether an agent should run nothing beside it for a while, so that what happens is its own
     * doing, and what is innocent is not struck with it.
     */
    public static boolean alone(DocumentRecord record) {
        return counting(record).size() >= ALONE_FROM;
    }

    /**
     * Why it is not tried any more; empty while it is. Enough distinct agents must have ended over
     * the same part of it, each alone; where there are not so many, one agent must have as often.
     * Where others end too, as in a power cut, that takes three times as many.
     *
     * @param agentsMax how many are enough
     * @param live how many agents run tasks now
     */
    public static Optional<Failure> verdict(DocumentRecord record, int agentsMax, int live) {
        List<Strike> strikes = counting(record);
        List<Strike> alone = strikes.stream().filter(strike -> !strike.inCompany()).toList();
        long distinct = alone.stream().map(Strike::agent).distinct().count();
        boolean often = alone.size() >= agentsMax && distinct >= Math.clamp(live, 1, agentsMax);
        boolean toNoEnd = alone.size() >= 2 * agentsMax || strikes.size() >= 3 * agentsMax;
        if (!often && !toNoEnd) return Optional.empty();
        String agents =
                strikes.stream().map(Strike::agent).distinct().collect(Collectors.joining(", "));
        return Optional.of(
                new Failure(
                        Failure.Code.INTERNAL,
                        "agents ended %d times while they worked on it: %s; see their logs, and send"
                                        .formatted(strikes.size(), agents)
                                + " it again once the cause is mended"));
    }

    /** Those at the part that it has come to. */
    private static List<Strike> counting(DocumentRecord record) {
        if (record.strikes().isEmpty()) return List.of();
        int latest = record.strikes().getLast().chunksDone();
        return record.strikes().stream().filter(strike -> strike.chunksDone() == latest).toList();
    }
}
