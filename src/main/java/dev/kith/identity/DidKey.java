package dev.kith.identity;

import dev.kith.model.AgentId;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * {@code did:key} of an Ed25519 public key.
 *
 * <p>Source: W3C CCG, "The did:key Method v0.9", §3.1.1; multicodec {@code ed25519-pub} 0xed as
 * varint; multibase {@code z}, base58-btc. The first byte is never zero, so leading-zero rules of
 * base58 do not arise and every key has exactly one spelling.
 */
final class DidKey {
    static final int KEY_BYTES = 32;

    private static final String PREFIX = "did:key:z";
    private static final int CHARS = 56;
    private static final int[] CODEC = {0xed, 0x01};
    private static final String ALPHABET =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);

    private DidKey() {}

    /** The id of these 32 key bytes. */
    static AgentId encode(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key has " + key.length + " bytes, not 32");
        }
        byte[] coded = new byte[CODEC.length + KEY_BYTES];
        for (int i = 0; i < CODEC.length; i++) coded[i] = (byte) CODEC[i];
        System.arraycopy(key, 0, coded, CODEC.length, KEY_BYTES);
        var text = new StringBuilder(CHARS);
        BigInteger rest = new BigInteger(1, coded);
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return new AgentId(PREFIX + text.reverse());
    }

    /**
     * The 32 key bytes of the id.
     *
     * @throws IllegalArgumentException if it is not exactly the {@code did:key} of 32 bytes
     */
    static byte[] decode(AgentId agent) {
        String did = agent.did();
        if (did.length() != CHARS || !did.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not an Ed25519 did:key: " + shown(did));
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = PREFIX.length(); i < CHARS; i++) {
            int digit = ALPHABET.indexOf(did.charAt(i));
            if (digit < 0) throw new IllegalArgumentException("not base58: " + shown(did));
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] bytes = value.toByteArray();
        int start = bytes.length - CODEC.length - KEY_BYTES;
        if (start < 0
                || start > 1
                || (start == 1 && bytes[0] != 0)
                || (bytes[start] & 0xff) != CODEC[0]
                || (bytes[start + 1] & 0xff) != CODEC[1]) {
            throw new IllegalArgumentException("not an Ed25519 did:key: " + shown(did));
        }
        return Arrays.copyOfRange(bytes, start + CODEC.length, bytes.length);
    }

    private static String shown(String did) {
        return did.length() <= 2 * CHARS ? did : did.substring(0, 2 * CHARS) + "…";
    }
}
