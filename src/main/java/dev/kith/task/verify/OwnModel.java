package dev.kith.task.verify;

import dev.kith.audit.compare.Agreement;
import dev.kith.audit.compare.Comparison;
import dev.kith.audit.compare.NumericClass;
import dev.kith.embed.EmbeddingPool;
import dev.kith.model.Receipt;
import dev.kith.vector.UnitVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What this agent can say of others' vectors by computing them itself. Safe from any thread. */
public final class OwnModel {
    private final Optional<EmbeddingPool> pool;
    private final Agreement agreement;
    private final Supplier<Optional<String>> unfit;

    /**
     * One that computes in {@code pool}.
     *
     * @param pool empty where this agent does not embed
     * @param unfit why its vectors are not the network's; empty while they are
     */
    public OwnModel(
            Optional<EmbeddingPool> pool, Agreement agreement, Supplier<Optional<String>> unfit) {
        this.pool = pool;
        this.agreement = agreement;
        this.unfit = unfit;
    }

    /** Whether this agent embeds at all. */
    boolean exists() {
        return pool.isPresent();
    }

    /** The instruction set that it runs on; empty where there is none. */
    String instructions() {
        return pool.map(p -> p.model().instructions()).orElse("");
    }

    /**
     * Whether it has the receipt's model, sound, and numbers that may be compared with its
     * author's.
     */
    public boolean compares(Receipt receipt) {
        if (unfit.get().isPresent()) return false;
        return pool.map(EmbeddingPool::model)
                .filter(model -> receipt.model().equals(model.identity().fingerprint()))
                .filter(model ->
                        Agreement.comparable(
                                numbers(receipt),
                                NumericClass.of(
                                        model.identity().numericClass(), model.instructions())))
                .isPresent();
    }

    /** How many components a vector has under the receipt's model; empty where it is not known. */
    public Optional<Integer> dimension(Receipt receipt) {
        return pool.map(p -> p.model().identity())
                .filter(identity -> identity.fingerprint().equals(receipt.model()))
                .map(identity -> identity.dimension());
    }

    /**
     * The vectors of these passages, as {@link EmbeddingPool#submit} gives them; empty where this
     * agent does not embed, is too busy or pauses.
     */
    public Optional<CompletionStage<List<UnitVector>>> compute(List<String> texts) {
        return pool.flatMap(p -> p.submit(false, texts));
    }

    /** The same of a few passages, however busy it is. */
    public Optional<CompletionStage<List<UnitVector>>> insist(List<String> texts) {
        return pool.flatMap(p -> p.insist(texts));
    }

    /**
     * A stored vector beside an own one; only where {@link #compares}.
     *
     * @param theirs base64, a unit vector or not
     */
    public Comparison compare(Receipt receipt, String theirs, UnitVector ours) {
        return agreement.compare(floats(theirs), ours.components(), numbers(receipt));
    }

    /**
     * What a result may be compared with. Where this agent does not know the model, only with what
     * ran on the same instruction set: that is so for every model.
     */
    public NumericClass numbers(Receipt receipt) {
        String model =
                pool.map(p -> p.model().identity())
                        .filter(identity -> identity.fingerprint().equals(receipt.model()))
                        .map(identity -> identity.numericClass())
                        .orElse("unknown");
        return NumericClass.of(model, receipt.instructions());
    }

    /** Whatever is stored, a unit vector or not; no bytes of a float for what is no base64. */
    private static float[] floats(String vector) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(vector);
        } catch (IllegalArgumentException _) {
            return new float[0];
        }
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
