package dev.kith.audit.commit;

import dev.kith.model.ContentId;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A batch of vectors as the tree whose root is committed to, from which proofs are made. */
public final class CommitmentTree {
    private final List<List<byte[]>> levels;

    private CommitmentTree(List<List<byte[]>> levels) {
        this.levels = levels;
    }

    /**
     * The tree over these vectors.
     *
     * @throws IllegalArgumentException if there is none, or not one for each text
     */
    public static CommitmentTree of(List<String> texts, List<UnitVector> vectors) {
        if (vectors.isEmpty() || texts.size() != vectors.size()) {
            throw new IllegalArgumentException(
                    texts.size() + " texts but " + vectors.size() + " vectors");
        }
        List<byte[]> level = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            level.add(Commitment.leaf(i, texts.get(i), vectors.get(i).toBytes()));
        }
        var levels = new ArrayList<List<byte[]>>();
        levels.add(level);
        while (level.size() > 1) {
            level = above(level);
            levels.add(level);
        }
        return new CommitmentTree(levels);
    }

    /** A last node without a sibling goes up as it is. */
    private static List<byte[]> above(List<byte[]> level) {
        var above = new ArrayList<byte[]>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            above.add(Commitment.inner(level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) above.add(level.getLast());
        return above;
    }

    /** What is published before anyone draws. */
    public Commitment commitment() {
        byte[] root = levels.getLast().getFirst();
        return new Commitment(ContentId.ofDigest(root), levels.getFirst().size());
    }

    /**
     * The proof of one vector.
     *
     * @throws IndexOutOfBoundsException if there is none at {@code index}
     */
    public Inclusion proof(int index) {
        var siblings = new ArrayList<String>();
        int node = Objects.checkIndex(index, levels.getFirst().size());
        for (List<byte[]> level : levels) {
            int sibling = node ^ 1;
            if (sibling < level.size()) {
                siblings.add(HexFormat.of().formatHex(level.get(sibling)));
            }
            node >>= 1;
        }
        return new Inclusion(index, siblings);
    }
}
