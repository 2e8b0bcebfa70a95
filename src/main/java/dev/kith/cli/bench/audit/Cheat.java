package dev.kith.cli.bench.audit;

/** What an agent does instead of its work. */
public enum Cheat {
    /** Nothing. */
    HONEST,
    /** Makes vectors up. */
    RANDOM_VECTOR,
    /** Runs a model of the same dimension that costs less. */
    OTHER_MODEL,
    /** Reads the first 64 tokens only; right for texts that have no more. */
    TRUNCATED_TEXT,
    /** Copies its answer to an older version of the text; right where nothing changed. */
    STALE_COPY,
    /** Copies a neighbour's vector for one text in ten. */
    TENTH_OF_CHUNKS,
    /** Works honestly until it has passed 200 checks in a row, then makes vectors up. */
    MILKER(200),
    /** The same, but then copies a neighbour's vector for one text in ten. */
    MILKER_OF_A_TENTH(200);

    private final int passes;

    Cheat() {
        this(0);
    }

    Cheat(int passes) {
        this.passes = passes;
    }

    /** Checks passed in a row from which on it cheats. */
    int passes() {
        return passes;
    }
}
