package dev.kith.model;

import java.util.Comparator;

/**
 * An agent ended, without saying goodbye, while it worked on a version.
 *
 * @param agent did of the agent
 * @param chunksDone how many chunks of the version were stored by then; strikes at fewer chunks
 *     count no more, since what was worked on then is done
 * @param time milliseconds since 1970
 * @param inCompany whether others ended at about the same time that had nothing to do with it, so
 *     that it is hardly the cause; not in older records
 */
public record Strike(String agent, int chunksDone, long time, boolean inCompany)
        implements Comparable<Strike> {
    private static final Comparator<Strike> ORDER =
            Comparator.comparingInt(Strike::chunksDone)
                    .thenComparingLong(Strike::time)
                    .thenComparing(Strike::agent)
                    .thenComparing(Strike::inCompany);

    @Override
    public int compareTo(Strike other) {
        return ORDER.compare(this, other);
    }
}
