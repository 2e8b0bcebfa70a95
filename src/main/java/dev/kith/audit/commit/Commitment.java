package dev.kith.audit.commit;

import dev.kith.model.ContentId;
import dev.kith.model.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * An author's word on a batch of vectors.
 *
 * <pre>
 *   leaf  = SHA-256(0x00 ‖ u32be index ‖ SHA-256 of the chunk's text ‖ vector, little-endian float32)
 *   inner = SHA-256(0x01 ‖ left ‖ right)
 * </pre>
 *
 * Source: the tree of RFC 9162, §2.1.1; the first byte keeps a leaf from passing for a node. The
 * index in the leaf keeps two equal chunks from changing places.
 *
 * @param root content id of the tree's root
 * @param leaves how many vectors there are, at least 1
 */
public record Commitment(ContentId root, int leaves) {
    private static final byte LEAF = 0;
    private static final byte INNER = 1;

    public Commitment {
        if (leaves < 1)
            throw new IllegalArgumentException("a commitment to " + leaves + " vectors");
    }

    /**
     * Whether exactly this vector of this text was committed to at the proof's place.
     *
     * @param vector its components as little-endian float32
     */
    public boolean holds(Inclusion proof, String text, byte[] vector) {
        int index = proof.index();
        if (index < 0 || index >= leaves) return false;
        byte[] hash = leaf(index, text, vector);
        int node = index;
        int last = leaves - 1;
        for (String sibling : proof.siblings()) {
            if (last == 0) return false;
            byte[] other = parsed(sibling);
            if (other.length == 0) return false;
            if ((node & 1) == 1 || node == last) {
                hash = inner(other, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = inner(hash, other);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && ContentId.ofDigest(hash).equals(root);
    }

    private static byte[] parsed(String sibling) {
        try {
            byte[] bytes = HexFormat.of().parseHex(sibling);
            return bytes.length == 32 ? bytes : new byte[0];
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    static byte[] leaf(int index, String text, byte[] vector) {
        MessageDigest digest = Digests.sha256();
        digest.update(LEAF);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
        digest.update(Digests.sha256(text));
        return digest.digest(vector);
    }

    static byte[] inner(byte[] left, byte[] right) {
        MessageDigest digest = Digests.sha256();
        digest.update(INNER);
        digest.update(left);
        return digest.digest(right);
    }
}
