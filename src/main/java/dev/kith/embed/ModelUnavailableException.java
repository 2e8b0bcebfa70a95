package dev.kith.embed;

/** The engine failed on a text; nothing else is known to be wrong. */
public final class ModelUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ModelUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
