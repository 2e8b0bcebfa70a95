package dev.kith.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A row of byte strings under one hash, from which it can be proven of each alone what it is and
 * where it stands.
 *
 * <pre>
 *   leaf  = SHA-256(0x00 ‖ u32be index ‖ bytes)
 *   inner = SHA-256(0x01 ‖ left ‖ right)        of nothing: SHA-256 of the empty string
 * </pre>
 *
 * Source: the tree of RFC 9162, §2.1.1; the first byte keeps a leaf from passing for a node. The
 * index in the leaf keeps two equal strings from changing places.
 */
public final class HashTree {
    private static final byte LEAF = 0;
    private static final byte INNER = 1;

    private final List<List<byte[]>> levels;

    private HashTree(List<List<byte[]>> levels) {
        this.levels = levels;
    }

    /**
     * The proof of one string.
     *
     * @param index where it stands, counted from 0
     * @param size how many there are
     * @param siblings the hashes beside the way to the root, from the leaf up; each 64 hex digits
     */
    public record Proof(int index, int size, List<String> siblings) {
        public Proof {
            siblings = List.copyOf(siblings);
        }
    }

    /** The tree over these. */
    public static HashTree of(List<byte[]> row) {
        List<byte[]> level = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) level.add(leaf(i, row.get(i)));
        var levels = new ArrayList<List<byte[]>>();
        levels.add(level);
        while (level.size() > 1) {
            level = above(level);
            levels.add(level);
        }
        return new HashTree(levels);
    }

    /** The tree over the texts' UTF-8. */
    public static HashTree ofTexts(List<String> texts) {
        return of(texts.stream().map(HashTree::bytes).toList());
    }

    /** What stands for a text in a tree. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A last node without a sibling goes up as it is. */
    private static List<byte[]> above(List<byte[]> level) {
        var above = new ArrayList<byte[]>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            above.add(inner(level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) above.add(level.getLast());
        return above;
    }

    /** Content id of the root; names the whole row. */
    public ContentId root() {
        List<byte[]> top = levels.getLast();
        return ContentId.ofDigest(top.isEmpty() ? Digests.sha256().digest() : top.getFirst());
    }

    /**
     * The proof of one of the row.
     *
     * @throws IndexOutOfBoundsException if there is none at {@code index}
     */
    public Proof proof(int index) {
        var siblings = new ArrayList<String>();
        int size = levels.getFirst().size();
        int node = Objects.checkIndex(index, size);
        for (List<byte[]> level : levels) {
            int sibling = node ^ 1;
            if (sibling < level.size()) {
                siblings.add(HexFormat.of().formatHex(level.get(sibling)));
            }
            node >>= 1;
        }
        return new Proof(index, size, siblings);
    }

    /**
     * Whether exactly these bytes stand at the proof's place of the row that {@code root} names.
     */
    public static boolean holds(ContentId root, Proof proof, byte[] bytes) {
        int index = proof.index();
        if (index < 0 || index >= proof.size()) return false;
        byte[] hash = leaf(index, bytes);
        int node = index;
        int last = proof.size() - 1;
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

    private static byte[] leaf(int index, byte[] bytes) {
        MessageDigest digest = Digests.sha256();
        digest.update(LEAF);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
        return digest.digest(bytes);
    }

    private static byte[] inner(byte[] left, byte[] right) {
        MessageDigest digest = Digests.sha256();
        digest.update(INNER);
        digest.update(left);
        return digest.digest(right);
    }
}
