package dev.kith.faults.history;

import java.util.List;

/** Something that must hold of every history, whatever was broken. */
public sealed interface Invariant
        permits NoAcknowledgedDocumentIsLost,
                NoDeletedDocumentReturns,
                OneVersionIsVisible,
                EveryTaskEndsOnce,
                CoverageIsTrue,
                RankingIsTheSameEverywhere {

    /** Where it does not hold; each a line with the document, the times and what was seen. */
    List<String> violations(Lives lives);

    /** Its name. */
    default String name() {
        return getClass().getSimpleName();
    }
}
