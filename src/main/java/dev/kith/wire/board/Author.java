package dev.kith.wire.board;

import dev.kith.model.AgentId;
import dev.kith.wire.envelope.Signer;
import dev.kith.wire.record.Claim;
import dev.kith.wire.record.Hash;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.SignedRecord;
import dev.kith.wire.record.Slot;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;

/**
 * Writes one agent's records of one kind, and never two of one version: not after a crash, not when
 * the clock is set back, and not when its data folder comes from a backup, as soon as it has heard
 * what it had written since.
 *
 * <p>The version is one more than the last, or milliseconds since 1970 where that is more. A mark
 * above every version is on disk before the version is used; it is set so far ahead that this takes
 * one write in ten minutes.
 */
public final class Author {
    private static final long AHEAD = TimeUnit.MINUTES.toMillis(10);

    /**
     * Who writes.
     *
     * @param network the records are for
     * @param clock what versions and expiry go by
     */
    public record Voice(String network, Signer signer, InstantSource clock) {}

    private final Kind kind;
    private final Voice voice;
    private final VersionMark mark;
    private long epoch;
    private long last;
    private long marked;
    private Hash previous = Hash.NONE;

    Author(Kind kind, Voice voice, VersionMark mark) {
        this.kind = kind;
        this.voice = voice;
        this.mark = mark;
        this.marked = mark.read();
        this.last = marked;
    }

    /**
     * The next record; that there is nothing, where {@code payload} is empty.
     *
     * @param lifetime how long readers count it
     * @throws IOException if its version could not be kept; then nothing was signed
     */
    SignedRecord next(ByteString payload, Duration lifetime) throws IOException {
        long now = voice.clock().millis();
        long version = Math.max(last + 1, now);
        if (version > marked) {
            long ahead = Math.addExact(version, AHEAD);
            mark.write(ahead);
            marked = ahead;
        }
        SignedRecord record =
                new Claim(
                                kind,
                                self(),
                                epoch,
                                version,
                                Math.addExact(now, lifetime.toMillis()),
                                payload.isEmpty(),
                                previous,
                                payload)
                        .sign(voice.network(), voice.signer());
        last = version;
        previous = record.hash();
        return record;
    }

    /**
     * What the others take for its newest.
     *
     * @return whether it is newer than what this has written, so that it has to write again
     */
    boolean heard(Slot own) {
        if (!own.author().equals(self())) {
            throw new IllegalArgumentException("not of " + self() + ": " + own);
        }
        boolean newer = own.epoch() > epoch || (own.epoch() == epoch && own.version() > last);
        if (newer) {
            epoch = own.epoch();
            last = Math.max(last, own.version());
            previous = own.first().hash();
        }
        return newer;
    }

    private AgentId self() {
        return voice.signer().id();
    }
}
