package dev.kith.task.testing;

import dev.kith.model.AgentId;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.HashTree;
import dev.kith.model.Receipt;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.vector.UnitVector;
import dev.kith.wire.VectorizeResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that tests need and do not care about. */
public final class Samples {
    /** A model's fingerprint. */
    public static final String MODEL = "abcdefghijklmnop";

    private Samples() {}

    /** Agent number {@code n}. */
    public static AgentId agent(int n) {
        return new AgentId("did:key:z6MkAgent%08d".formatted(n));
    }

    public static DocumentKey key(String id) {
        return new DocumentKey(new CollectionName("default"), id);
    }

    /** A pending record. */
    public static DocumentRecord record(String id, int segments, long deadline) {
        ContentId content = ContentId.of("content of " + id);
        return new DocumentRecord(
                key(id),
                new Version(1L << 20, "maker"),
                DocumentState.PENDING,
                TaskId.of(key(id), content),
                content,
                ContentId.of("text"),
                "",
                "plain",
                Map.of(),
                segments,
                100,
                0,
                deadline,
                Optional.empty());
    }

    /** Honest vectors of {@code texts}: one that depends on each text alone. */
    public static VectorizeResult vectors(AgentId agent, String model, List<String> texts) {
        List<UnitVector> vectors =
                texts.stream().map(text -> UnitVector.of(1, text.length(), 2)).toList();
        return result(agent, model, texts, vectors);
    }

    /** Vectors with the receipt that belongs to them. */
    public static VectorizeResult result(
            AgentId agent, String model, List<String> texts, List<UnitVector> vectors) {
        var receipt =
                new Receipt(
                        agent,
                        model,
                        "engine-1",
                        "avx",
                        input(texts),
                        HashTree.of(vectors.stream().map(UnitVector::toBytes).toList()).root(),
                        1,
                        "signed");
        return new VectorizeResult(vectors.stream().map(UnitVector::toBase64).toList(), receipt);
    }

    /** What a receipt of these texts names. */
    public static ContentId input(List<String> texts) {
        return HashTree.ofTexts(texts).root();
    }
}
