package dev.kith.embed;

/** A batch was given back before any of it was computed; another agent may do it. */
public final class PausedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Nothing is wrong with the batch.
     *
     * @param why in plain words
     */
    PausedException(String why) {
        super(why);
    }
}
