package dev.kith.chunk.sentence;

/** Finds where the sentences of a text begin. Safe to call from many threads. */
public interface Sentences {

    /**
     * The sentences tile the text: each ends where the next begins, so no character is lost.
     *
     * @return UTF-16 offsets in ascending order, the first 0; empty for an empty text
     * @throws InterruptedException if the calling thread was interrupted meanwhile
     */
    int[] starts(String text) throws InterruptedException;
}
