package dev.kith.task.verify;

import dev.kith.audit.compare.Agreement;
import dev.kith.audit.compare.NumericClass;
import dev.kith.embed.EmbeddingPool;
import dev.kith.model.Receipt;
import dev.kith.task.Verifier.Apart;
import dev.kith.task.Verifier.Recomputed;
import dev.kith.vector.UnitVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Computes drawn passages with this agent's own model, and compares. */
final class Recomputing {
    private final Optional<EmbeddingPool> pool;
    private final Agreement agreement;

    Recomputing(Optional<EmbeddingPool> pool, Agreement agreement) {
        this.pool = pool;
        this.agreement = agreement;
    }

    CompletionStage<Recomputed> of(List<Piece> drawn) {
        if (drawn.isEmpty()) return none(drawn, Optional.empty());
        if (pool.isEmpty()) {
            return none(drawn, Optional.of("this agent does not embed; ask one that does"));
        }
        List<Piece> comparable =
                drawn.stream().filter(p -> comparable(pool.get(), p.receipt())).toList();
        if (comparable.isEmpty()) return none(drawn, Optional.of(elsewhere(pool.get())));
        return pool.get()
                .submit(false, comparable.stream().map(Piece::text).toList())
                .map(vectors ->
                        vectors.handle((own, error) -> compared(drawn, comparable, own, error)))
                .orElseGet(
                        () -> none(drawn, Optional.of("this agent is too busy; ask again later")));
    }

    private static boolean comparable(EmbeddingPool pool, Receipt receipt) {
        return receipt.model().equals(pool.model().identity().fingerprint())
                && Agreement.comparable(
                        numbers(pool, receipt.instructions()),
                        numbers(pool, pool.model().instructions()));
    }

    private static NumericClass numbers(EmbeddingPool pool, String instructions) {
        return NumericClass.of(pool.model().identity().numericClass(), instructions);
    }

    private static String elsewhere(EmbeddingPool pool) {
        return "some were computed with another model or, in int8, on another instruction set than"
                + " this agent's %s; ask an agent like theirs"
                        .formatted(pool.model().instructions());
    }

    private Recomputed compared(
            List<Piece> drawn,
            List<Piece> comparable,
            @Nullable List<UnitVector> own,
            @Nullable Throwable error) {
        if (own == null) {
            return new Recomputed(
                    drawn.size(), 0, List.of(), 0, Optional.of("the model failed: " + error));
        }
        var apart = new ArrayList<Apart>();
        EmbeddingPool model = pool.orElseThrow();
        for (int i = 0; i < comparable.size(); i++) {
            Piece piece = comparable.get(i);
            var numbers = numbers(model, piece.receipt().instructions());
            var comparison =
                    agreement.compare(floats(piece.vector()), own.get(i).components(), numbers);
            if (!comparison.agree()) {
                apart.add(new Apart(piece.receipt().agent(), piece.chunk(), comparison.cosine()));
            }
        }
        int incomparable = drawn.size() - comparable.size();
        return new Recomputed(
                drawn.size(),
                comparable.size() - apart.size(),
                apart,
                incomparable,
                incomparable > 0 ? Optional.of(elsewhere(model)) : Optional.empty());
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

    private static CompletionStage<Recomputed> none(List<Piece> drawn, Optional<String> why) {
        return CompletableFuture.completedFuture(
                new Recomputed(drawn.size(), 0, List.of(), drawn.size(), why));
    }
}
