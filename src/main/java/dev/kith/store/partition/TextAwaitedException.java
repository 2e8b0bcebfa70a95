package dev.kith.store.partition;

/** A commit came to a copy that has not got the text yet; it takes it once it has. */
final class TextAwaitedException extends Exception {
    private static final long serialVersionUID = 1;

    TextAwaitedException(String document) {
        super("the text of '" + document + "' is still fetched from other copies");
    }
}
