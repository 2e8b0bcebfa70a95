package dev.kith.wire.envelope;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The envelopes that this process sealed last, so that those which never left it need no check of
 * their signature. Safe for many threads.
 *
 * <p>An envelope is known by being the very object that was sealed, not an equal one: what came
 * over the network is another object, whatever it says.
 */
final class OwnSeals {
    private static final int KEPT = 1024;

    private final AtomicReferenceArray<@Nullable WeakReference<String>> last =
            new AtomicReferenceArray<>(KEPT);

    /** Remembers one in place of an older, for as long as anybody else does. */
    void sealed(String nonce, String json) {
        last.set(place(nonce), new WeakReference<>(json));
    }

    /** Whether this very object was sealed here, not long ago. */
    boolean has(String nonce, String json) {
        WeakReference<String> known = last.get(place(nonce));
        return known != null && known.refersTo(json);
    }

    private static int place(String nonce) {
        return Math.floorMod(nonce.hashCode(), KEPT);
    }
}
