package dev.kith.model;

import java.util.Locale;

/** Where one version of a document is; of two states of one version the later here wins. */
public enum DocumentState {
    /** Accepted and never to be lost; not yet searchable. */
    PENDING,
    /** All its chunks are stored and it is, or was, the searchable version. */
    COMMITTED,
    /** Its task gave up. */
    FAILED,
    /** Its task was canceled by the user. */
    CANCELED,
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
}
