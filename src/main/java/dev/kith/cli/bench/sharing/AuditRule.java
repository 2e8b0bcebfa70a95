package dev.kith.cli.bench.sharing;

import dev.kith.cli.bench.sharing.Choice.Check;
import java.util.SplittableRandom;

/**
 * Which answers are checked before they are used: all of newcomers and of doubtful peers, else one
 * in as many as were found right in a row, and never fewer than a floor. A lie that is checked is
 * proven. What a good peer gets wrong by mistake proves nothing, and is used.
 */
final class AuditRule {
    private static final int NEWCOMER = 10;
    private static final double DOUBTFUL = 0.6;

    private final double floor;
    private final int[] passesInRow;
    private long checked;
    private long all;

    private AuditRule(int peers, double floor) {
        this.floor = floor;
        this.passesInRow = new int[peers];
    }

    /** No checks at all. */
    static AuditRule none() {
        return new AuditRule(0, 0);
    }

    /** Checks of at least this share. */
    static AuditRule floor(int peers, double floor) {
        return new AuditRule(peers, floor);
    }

    Check check(int responder, double integrityBound, boolean lie, SplittableRandom random) {
        if (passesInRow.length == 0) return Check.NOT_CHECKED;
        all++;
        int passes = passesInRow[responder];
        boolean doubtful = passes < NEWCOMER || integrityBound < DOUBTFUL;
        double share = doubtful ? 1 : Math.max(floor, 1.0 / passes);
        if (random.nextDouble() >= share) return Check.NOT_CHECKED;
        checked++;
        if (lie) return Check.PROVEN_WRONG;
        passesInRow[responder]++;
        return Check.RIGHT;
    }

    /** Share of answers that were checked, in [0, 1]. */
    double checkedShare() {
        return all == 0 ? 0 : (double) checked / all;
    }
}
