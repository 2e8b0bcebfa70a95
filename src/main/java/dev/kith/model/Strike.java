package dev.kith.model;

import java.util.Comparator;

/**
 * An agent ended, without saying goodbye, while it worked on a version.
 *
 * @param agent did of the agent
 * @param chunksDone how many chunks of the version were stored by then; strikes at fewer chunks
 *     count no more, since what was worked on then is done
 * @param time milliseconds since 1970
 */
public record Strike(String agent, int chunksDone, long time) implements Comparable<Strike> {
    private static final Comparator<Strike> ORDER =
            Comparator.comparingInt(Strike::chunksDone)
                    .thenComparingLong(Strike::time)
                    .thenComparing(Strike::agent);

    @Override
    public int compareTo(Strike other) {
        return ORDER.compare(this, other);
    }
}
