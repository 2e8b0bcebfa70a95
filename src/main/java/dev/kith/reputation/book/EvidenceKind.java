package dev.kith.reputation.book;

/** What a verdict rests on. */
public enum EvidenceKind {
    /** The result was known before. */
    RINGER,
    /** It was computed a second time, by another agent or by the one who asked. */
    AUDIT,
    /** Several agents computed it and most agreed. */
    QUORUM,
    /** The rater's word alone; a FAIL that nothing supports is of this kind. */
    SUBJECTIVE
}
