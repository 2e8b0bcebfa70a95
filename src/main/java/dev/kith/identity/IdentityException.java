package dev.kith.identity;

/** Something about keys, certificates or the data folder that a person has to mend. */
public final class IdentityException extends RuntimeException {

    /** Says what is wrong with which file, and what to do about it. */
    public IdentityException(String message) {
        super(message);
    }

    /** The same, with what the file system or the cryptography said. */
    public IdentityException(String message, Throwable cause) {
        super(message, cause);
    }
}
