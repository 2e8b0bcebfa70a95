package dev.kith.wire.record;

import dev.kith.model.AgentId;
import dev.kith.wire.envelope.SignedInput;
import dev.kith.wire.envelope.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;

/**
 * What a record says, without its signature.
 *
 * <p>As bytes, numbers big-endian: kind (1 byte), 1 if removed else 0 (1), the author's id after
 * {@code did:key:z6Mk} (44, ASCII), epoch (8), version (8), notAfter (8), previous (32), length of
 * the payload (4), payload. Signed is {@code "kith/" ‖ context ‖ 0x00 ‖ len(net) ‖ net ‖ len(word)
 * ‖ word ‖ len(bytes) ‖ bytes}, where context and word are the kind's.
 *
 * @param author whose record it is, and who must have signed it
 * @param epoch how often the author began anew with the network's consent, from 0
 * @param version grows with every record of this kind and author, from 1; no time, though often
 *     near milliseconds since 1970
 * @param notAfter when readers no longer count it, milliseconds since 1970
 * @param removed whether it says that there is nothing any more; then the payload is empty
 * @param previous hash of the author's record before this one; {@link Hash#NONE} where it knew none
 * @param payload in a form that the kind decides, at most {@link Kind#payloadBytesMax} bytes
 */
public record Claim(
        Kind kind,
        AgentId author,
        long epoch,
        long version,
        long notAfter,
        boolean removed,
        Hash previous,
        ByteString payload) {
    private static final String PREFIX = "did:key:z6Mk";
    private static final int TAIL = 44;
    private static final int FIXED = 2 + TAIL + 3 * Long.BYTES + Hash.BYTES + Integer.BYTES;

    /** Context, words and lengths around the signed bytes. */
    private static final int AROUND = 128;

    public Claim {
        String did = author.did();
        if (did.length() != PREFIX.length() + TAIL
                || !did.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("not the did:key of an Ed25519 key: " + author);
        }
        if (epoch < 0) throw new IllegalArgumentException("epoch is negative: " + epoch);
        if (version < 1) throw new IllegalArgumentException("version is below 1: " + version);
        if (notAfter < 0) throw new IllegalArgumentException("notAfter is negative: " + notAfter);
        if (payload.size() > kind.payloadBytesMax()) {
            throw new IllegalArgumentException(
                    "payload has %d bytes; %s may have %d"
                            .formatted(payload.size(), kind.word(), kind.payloadBytesMax()));
        }
        if (removed && !payload.isEmpty()) {
            throw new IllegalArgumentException("a removal has no payload");
        }
    }

    /** The record, signed by its author. */
    public SignedRecord sign(String network, Signer signer) {
        if (!signer.id().equals(author)) {
            throw new IllegalArgumentException(signer.id() + " cannot sign for " + author);
        }
        return new SignedRecord(this, signer.sign(signedInput(network)));
    }

    byte[] signedInput(String network) {
        byte[] bytes = bytes();
        return new SignedInput(kind.context(), bytes.length + AROUND)
                .add(network)
                .add(kind.word())
                .add(bytes, 0, bytes.length)
                .bytes();
    }

    int size() {
        return FIXED + payload.size();
    }

    byte[] bytes() {
        var to = ByteBuffer.allocate(size());
        to.put(kind.code()).put((byte) (removed ? 1 : 0));
        to.put(author.did().substring(PREFIX.length()).getBytes(StandardCharsets.US_ASCII));
        to.putLong(epoch).putLong(version).putLong(notAfter);
        previous.write(to);
        to.putInt(payload.size()).put(payload.toArray());
        return to.array();
    }

    /** Reads what {@link #bytes} wrote; takes no more memory than {@code from} has bytes left. */
    static Claim read(ByteBuffer from) throws BadRecordException {
        if (from.remaining() < FIXED) throw new BadRecordException("it ends within a record");
        Kind kind = Kind.of(from.get()).orElseThrow(() -> new BadRecordException("no such kind"));
        byte removed = from.get();
        if (removed != 0 && removed != 1) throw new BadRecordException("removed is " + removed);
        byte[] tail = new byte[TAIL];
        from.get(tail);
        long epoch = from.getLong();
        long version = from.getLong();
        long notAfter = from.getLong();
        Hash previous = Hash.read(from);
        int length = from.getInt();
        if (length < 0 || length > kind.payloadBytesMax() || length > from.remaining()) {
            throw new BadRecordException("payload of " + length + " bytes");
        }
        byte[] payload = new byte[length];
        from.get(payload);
        try {
            return new Claim(
                    kind,
                    new AgentId(PREFIX + new String(tail, StandardCharsets.ISO_8859_1)),
                    epoch,
                    version,
                    notAfter,
                    removed == 1,
                    previous,
                    ByteString.fromArrayUnsafe(payload));
        } catch (IllegalArgumentException e) {
            throw new BadRecordException(e);
        }
    }
}
