package dev.kith.task.story;

import java.util.ArrayList;
import java.util.List;

/** Keeps the last tries of one task; only for its own actor. */
public final class Diary {
    private final long since;
    private final int max;
    private final List<Try> tries = new ArrayList<>();
    private int forgotten;

    /**
     * An empty one.
     *
     * @param since now, milliseconds since 1970
     * @param max most tries that are kept, at least 1
     */
    public Diary(long since, int max) {
        this.since = since;
        this.max = max;
    }

    /** A try that has begun, or one that is over and takes its earlier self's place. */
    public void note(Try tried) {
        for (int i = tries.size() - 1; i >= 0; i--) {
            if (tries.get(i).isSameAs(tried)) {
                tries.set(i, tried);
                return;
            }
        }
        if (tried.end() != Try.End.ASKED) return; // its beginning was forgotten already
        if (tries.size() == max) {
            tries.removeFirst();
            forgotten++;
        }
        tries.add(tried);
    }

    /** What it has. */
    public Story tell() {
        return new Story(since, tries, forgotten);
    }
}
