package dev.kith.wire;

import java.util.Locale;

/** What an envelope asks for or brings; its lower-case name is the field {@code type}. */
public enum MessageType {
    INGEST,
    CHUNK,
    VECTORIZE,
    STORE,
    SEARCH,
    TRAIN,
    RESULT;

    /** The word in the envelope. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
