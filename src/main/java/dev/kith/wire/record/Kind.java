package dev.kith.wire.record;

import java.util.Arrays;
import java.util.Optional;

/** What records are about. Append only; a code never changes its meaning. */
public enum Kind {
    /** What an agent is and offers; changes rarely. */
    CAPABILITY(1, "capability", "record/capability", 8 << 10),
    /** How an agent is right now; changes every few seconds. */
    VITALS(2, "vitals", "record/vitals", 4 << 10),
    /** How an agent rates others. */
    RATINGS(3, "ratings", "record/ratings", 32 << 10),
    /** What an agent has found out about others. */
    EVIDENCE(4, "evidence", "evidence", 32 << 10);

    private final byte code;
    private final String word;
    private final String context;
    private final int payloadBytesMax;

    Kind(int code, String word, String context, int payloadBytesMax) {
        this.code = (byte) code;
        this.word = word;
        this.context = context;
        this.payloadBytesMax = payloadBytesMax;
    }

    byte code() {
        return code;
    }

    /** Its name in keys and files. */
    public String word() {
        return word;
    }

    /** What a signature on it is good for, and for nothing else. */
    String context() {
        return context;
    }

    /** Longest payload, in bytes. */
    public int payloadBytesMax() {
        return payloadBytesMax;
    }

    static Optional<Kind> of(byte code) {
        return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }
}
