package dev.kith.task.verify;

import dev.kith.task.Verifier.Apart;
import dev.kith.task.Verifier.Recomputed;
import dev.kith.vector.UnitVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Computes drawn passages with this agent's own model, and compares. */
final class Recomputing {
    private final OwnModel own;

    Recomputing(OwnModel own) {
        this.own = own;
    }

    CompletionStage<Recomputed> of(List<Piece> drawn) {
        if (drawn.isEmpty()) return none(drawn, Optional.empty());
        if (!own.exists()) {
            return none(drawn, Optional.of("this agent does not embed; ask one that does"));
        }
        List<Piece> comparable = drawn.stream().filter(p -> own.compares(p.receipt())).toList();
        if (comparable.isEmpty()) return none(drawn, Optional.of(elsewhere()));
        return own.compute(comparable.stream().map(Piece::text).toList())
                .map(vectors ->
                        vectors.handle((ours, error) -> compared(drawn, comparable, ours, error)))
                .orElseGet(
                        () -> none(drawn, Optional.of("this agent is too busy; ask again later")));
    }

    private String elsewhere() {
        return "some were computed with another model or, in int8, on another instruction set than"
                + " this agent's %s; ask an agent like theirs".formatted(own.instructions());
    }

    private Recomputed compared(
            List<Piece> drawn,
            List<Piece> comparable,
            @Nullable List<UnitVector> ours,
            @Nullable Throwable error) {
        if (ours == null) {
            return new Recomputed(
                    drawn.size(), 0, List.of(), 0, Optional.of("the model failed: " + error));
        }
        var apart = new ArrayList<Apart>();
        for (int i = 0; i < comparable.size(); i++) {
            Piece piece = comparable.get(i);
            var comparison = own.compare(piece.receipt(), piece.vector(), ours.get(i));
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
                incomparable > 0 ? Optional.of(elsewhere()) : Optional.empty());
    }

    private static CompletionStage<Recomputed> none(List<Piece> drawn, Optional<String> why) {
        return CompletableFuture.completedFuture(
                new Recomputed(drawn.size(), 0, List.of(), drawn.size(), why));
    }
}
