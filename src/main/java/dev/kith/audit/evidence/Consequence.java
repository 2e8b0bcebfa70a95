package dev.kith.audit.evidence;

/** What follows from evidence, weakest first. */
public enum Consequence {
    /** It does not hold. */
    NOTHING,
    /** It holds, but others could have made it up: the accused is trusted less. */
    LESS_TRUST,
    /** It is proven: no tasks, no say, no karma, and its unchecked work is computed again. */
    QUARANTINE
}
