package dev.kith.store.level;

/**
 * By how much a copy is behind.
 *
 * @param documents versions that are still to come
 * @param bytes about how many
 * @param bytesPerSecond how fast they come; 0 while that is not known
 */
public record Lack(long documents, long bytes, long bytesPerSecond) {
    /** Nothing is known to be missing. */
    public static final Lack NONE = new Lack(0, 0, 0);

    /** Until all is here at this speed; -1 while the speed is not known. */
    public long secondsLeft() {
        if (bytes == 0) return 0;
        return bytesPerSecond == 0 ? -1 : (bytes + bytesPerSecond - 1) / bytesPerSecond;
    }
}
