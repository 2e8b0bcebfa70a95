package dev.kith.wire.record;

/** These bytes are no records; the one way in which reading fails. */
public final class BadRecordException extends Exception {
    private static final long serialVersionUID = 1;

    BadRecordException(String message) {
        super(message);
    }

    BadRecordException(IllegalArgumentException cause) {
        super(cause);
    }
}
