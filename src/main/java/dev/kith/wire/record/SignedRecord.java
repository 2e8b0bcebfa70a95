package dev.kith.wire.record;

import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * A claim with a signature, good or bad: {@link RecordCheck} knows. Ordered by kind, author, epoch,
 * version and hash; equal by hash, which covers the claim and the signature.
 */
public final class SignedRecord implements Comparable<SignedRecord> {
    static final int SIGNATURE_BYTES = 64;

    private static final Comparator<SignedRecord> ORDER =
            Comparator.comparing(SignedRecord::key)
                    .thenComparingLong(SignedRecord::epoch)
                    .thenComparingLong(SignedRecord::version)
                    .thenComparing(SignedRecord::hash);

    private final Claim claim;
    private final byte[] signature;
    private final Hash hash;

    SignedRecord(Claim claim, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            throw new IllegalArgumentException("signature of " + signature.length + " bytes");
        }
        this.claim = claim;
        this.signature = signature.clone();
        var bytes = ByteBuffer.allocate(size());
        write(bytes);
        this.hash = Hash.of(bytes.array());
    }

    public Claim claim() {
        return claim;
    }

    /** SHA-256 of the claim's bytes and the signature. */
    public Hash hash() {
        return hash;
    }

    byte[] signature() {
        return signature.clone();
    }

    Slot.Key key() {
        return new Slot.Key(claim.kind(), claim.author());
    }

    long epoch() {
        return claim.epoch();
    }

    long version() {
        return claim.version();
    }

    /** Whether readers still count it at this time, milliseconds since 1970. */
    public boolean counts(long now) {
        return !claim.removed() && now <= claim.notAfter();
    }

    /** Whether both are of one kind, author, epoch and version. */
    boolean rivals(SignedRecord other) {
        return key().equals(other.key())
                && epoch() == other.epoch()
                && version() == other.version();
    }

    int size() {
        return claim.size() + SIGNATURE_BYTES;
    }

    void write(ByteBuffer to) {
        to.put(claim.bytes()).put(signature);
    }

    static SignedRecord read(ByteBuffer from) throws BadRecordException {
        Claim claim = Claim.read(from);
        if (from.remaining() < SIGNATURE_BYTES) {
            throw new BadRecordException("it ends within a signature");
        }
        byte[] signature = new byte[SIGNATURE_BYTES];
        from.get(signature);
        return new SignedRecord(claim, signature);
    }

    @Override
    public int compareTo(SignedRecord other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedRecord record && hash.equals(record.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "%s of %s, %d.%d"
                .formatted(claim.kind().word(), claim.author().did(), epoch(), version());
    }
}
