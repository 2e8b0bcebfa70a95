package dev.kith.aggregate;

import dev.kith.model.AgentId;
import dev.kith.model.ContentId;
import dev.kith.model.Failure;
import dev.kith.model.HashTree;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import dev.kith.wire.VectorizeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Says whether vectors that an agent sent may be believed, and whether two agents agree. */
final class Judge {
    private final ReceiptCheck receipts;
    private final LongPredicate isNow;
    private final double cosineMin;

    /**
     * A judge.
     *
     * @param isNow whether a time, milliseconds since 1970, may be now by another agent's clock
     * @param cosineMin two agents agree when every pair of their vectors has at least this cosine
     */
    Judge(ReceiptCheck receipts, LongPredicate isNow, double cosineMin) {
        this.receipts = receipts;
        this.isNow = isNow;
        this.cosineMin = cosineMin;
    }

    /** What was asked, so that it can be compared with what came. */
    record Wanted(ContentId input, String model, int texts) {}

    /** What is wrong with a result that {@code sender} signed; empty where nothing is. */
    Optional<Failure> objection(Wanted wanted, AgentId sender, VectorizeResult result) {
        Receipt receipt = result.receipt();
        if (result.vectors().size() != wanted.texts) {
            return wrong(result.vectors().size() + " vectors for " + wanted.texts + " texts");
        }
        if (!receipt.agent().equals(sender)) return wrong("the receipt names another agent");
        if (!receipt.input().equals(wanted.input)) return wrong("the receipt is of other texts");
        if (!wanted.model.isEmpty() && !receipt.model().equals(wanted.model)) {
            return wrong("the receipt names another model");
        }
        if (!isNow.test(receipt.time())) return wrong("the receipt is of another time");
        List<UnitVector> vectors;
        try {
            vectors = vectors(result);
        } catch (IllegalArgumentException e) {
            return wrong("a vector cannot be used: " + e.getMessage());
        }
        if (!receipt.output().equals(hash(vectors))) {
            return wrong("the receipt is of other vectors");
        }
        if (!receipts.good(receipt)) return wrong("the receipt's signature is not its agent's");
        return Optional.empty();
    }

    /** Whether two results without objection say the same. */
    boolean agree(VectorizeResult one, VectorizeResult other) {
        List<UnitVector> ours = vectors(one);
        List<UnitVector> theirs = vectors(other);
        if (ours.size() != theirs.size()) return false;
        for (int i = 0; i < ours.size(); i++) {
            int dimension = ours.get(i).components().length;
            if (dimension != theirs.get(i).components().length) return false;
            if (ours.get(i).cosine(theirs.get(i)) < cosineMin) return false;
        }
        return true;
    }

    private static List<UnitVector> vectors(VectorizeResult result) {
        var vectors = new ArrayList<UnitVector>(result.vectors().size());
        for (String vector : result.vectors()) vectors.add(UnitVector.fromBase64(vector));
        return vectors;
    }

    private static ContentId hash(List<UnitVector> vectors) {
        return HashTree.of(vectors.stream().map(UnitVector::toBytes).toList()).root();
    }

    private static Optional<Failure> wrong(String detail) {
        return Optional.of(new Failure(Failure.Code.CORRUPT_DATA, detail));
    }
}
