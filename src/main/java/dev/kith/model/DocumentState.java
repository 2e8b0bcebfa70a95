package dev.kith.model;

import java.util.Locale;

/**
 * Where one version of a document is; of two states of one version the later here wins. What
 * decides what is visible stands last: were a commit undone by a late failure, copies that have
 * already let go of the version before it would show nothing at all.
 */
public enum DocumentState {
    /** Accepted and never to be lost; not yet searchable. */
    PENDING,
    /** Its task gave up. */
    FAILED,
    /** Its task was canceled by the user, in time. */
    CANCELED,
    /** All its chunks are stored and it is, or was, the searchable version. */
    COMMITTED,
    /** A tombstone: from this version on the document is gone. */
    DELETED;

    /** The word in HTTP. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this version decides what is visible: it is shown, or it hides what was. */
    public boolean decides() {
        return this == COMMITTED || this == DELETED;
    }

    /** Whether this version ended without effect, as if it had never been. */
    public boolean isGivenUp() {
        return this == FAILED || this == CANCELED;
    }
}
