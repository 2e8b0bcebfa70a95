package dev.kith.task.search;

import dev.kith.model.Capability;
import dev.kith.model.Outcome;
import dev.kith.vector.UnitVector;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.VectorizeRequest;
import dev.kith.wire.VectorizeResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has queries embedded by whoever can, and remembers the latest; safe from any thread. */
final class QueryVectors {
    /** So that three tries leave time for the search itself. */
    private static final int DEADLINE_PARTS = 5;

    private final Means means;
    private final Map<Asked, String> known;

    /** A query, and the model that it was embedded by. */
    private record Asked(String model, String text) {
        boolean fits(String answered) {
            return model.isEmpty() || model.equals(answered);
        }
    }

    QueryVectors(Means means) {
        this.means = means;
        int max = means.limits().queryVectorsMax();
        this.known =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Asked, String> eldest) {
                        return size() > max;
                    }
                };
    }

    /**
     * Has a query embedded.
     *
     * @param deadline of the whole search; one try may take a fifth of it
     * @return base64 of its unit vector; empty where no agent could embed it in time
     */
    CompletionStage<Optional<String>> of(String text, Duration deadline) {
        var asked = new Asked(means.model().get(), text);
        String vector;
        synchronized (known) {
            vector = known.get(asked);
        }
        return vector != null
                ? CompletableFuture.completedStage(Optional.of(vector))
                : ask(asked, timeout(deadline), means.limits().embedTries());
    }

    private CompletionStage<Optional<String>> ask(Asked asked, Duration timeout, int triesLeft) {
        if (triesLeft == 0 || means.directory().live(Capability.EMBED) == 0) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String entityId = "q-" + Long.toHexString(means.random().nextLong());
        Sealed request =
                means.envelopes()
                        .seal(
                                MessageType.VECTORIZE,
                                entityId,
                                "embedder/" + entityId,
                                new VectorizeRequest(asked.model, true, List.of(asked.text)));
        return means.asking()
                .<Answer>ask(timeout, ear -> means.trades().embed(entityId, entityId, request, ear))
                .thenCompose(outcome -> {
                    Optional<String> vector = read(asked, outcome);
                    vector.ifPresent(found -> remember(asked, found));
                    return vector.isPresent()
                            ? CompletableFuture.completedStage(vector)
                            : ask(asked, timeout, triesLeft - 1);
                });
    }

    private Optional<String> read(Asked asked, Outcome<Answer> outcome) {
        if (!(outcome instanceof Outcome.Good<Answer>(Answer.Done(_, var sealed)))) {
            return Optional.empty();
        }
        Opened<VectorizeResult> opened =
                means.envelopes()
                        .open(
                                sealed,
                                MessageType.RESULT,
                                means.self().did(),
                                VectorizeResult.class);
        return switch (opened) {
            case Opened.Accepted<VectorizeResult>(_, _, _, var result)
                    when result.vectors().size() == 1 && asked.fits(result.receipt().model()) ->
                    Optional.of(result.vectors().getFirst()).filter(QueryVectors::good);
            case Opened.Accepted<VectorizeResult> _, Opened.Rejected<VectorizeResult> _ ->
                    Optional.empty();
        };
    }

    private Duration timeout(Duration deadline) {
        Duration share = deadline.dividedBy(DEADLINE_PARTS);
        Duration most = means.limits().embedTimeout();
        return share.compareTo(most) < 0 ? share : most;
    }

    private static boolean good(String vector) {
        try {
            return UnitVector.fromBase64(vector).components().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void remember(Asked asked, String vector) {
        synchronized (known) {
            known.put(asked, vector);
        }
    }
}
