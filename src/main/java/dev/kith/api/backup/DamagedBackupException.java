package dev.kith.api.backup;

/** A backup, or a line of one, that is not as it was written; the message says what is wrong. */
public final class DamagedBackupException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Something is wrong. */
    public DamagedBackupException(String what) {
        super(what);
    }

    /** Something is wrong, found out by another's complaint. */
    public DamagedBackupException(String what, Throwable cause) {
        super(what, cause);
    }

    /** What is wrong. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
