package dev.kith.store.feed;

import java.io.IOException;

/** A change of the record is gone before it was applied: the index has to be built again. */
final class LostChangeException extends IOException {
    private static final long serialVersionUID = 1L;

    LostChangeException(long sequence) {
        super("change " + sequence + " of the record is lost");
    }
}
