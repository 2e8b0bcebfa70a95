package dev.kith.task.search;

import dev.kith.embed.Embedder;
import dev.kith.model.Failure;
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
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/** Has queries embedded by whoever can, and remembers the latest; safe from any thread. */
final class QueryVectors {
    /** So that most of the time is left for the search itself. */
    private static final double DEADLINE_SHARE = 0.4;

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
     * @param deadline of the whole search, which may not all be spent on this
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
                : ask(asked, timeout(deadline));
    }

    private CompletionStage<Optional<String>> ask(Asked asked, Duration timeout) {
        List<Supplier<CompletionStage<Outcome<String>>>> questions =
                means.neighbours().embedders().stream()
                        .limit(means.limits().embeddersAsked())
                        .map(embedder -> question(asked, embedder, timeout))
                        .toList();
        if (questions.isEmpty()) return CompletableFuture.completedStage(Optional.empty());
        return new Hedged.Plan<String>(means.limits().embedPatience(), _ -> true)
                .ask(questions)
                .thenApply(outcome -> {
                    if (!(outcome instanceof Outcome.Good<String>(var vector))) {
                        return Optional.empty();
                    }
                    remember(asked, vector);
                    return Optional.of(vector);
                });
    }

    private Supplier<CompletionStage<Outcome<String>>> question(
            Asked asked, ActorRef<Embedder.Command> embedder, Duration timeout) {
        return () -> {
            Sealed request =
                    means.envelopes()
                            .seal(
                                    MessageType.VECTORIZE,
                                    "query",
                                    Embedder.audience(embedder.path().name()),
                                    new VectorizeRequest(asked.model, true, List.of(asked.text)));
            return means.asking()
                    .<Answer>ask(
                            timeout,
                            ear -> embedder.tell(new Embedder.Embed("query", request, ear)))
                    .thenApply(outcome -> outcome.then(answer -> read(asked, answer)));
        };
    }

    private Outcome<String> read(Asked asked, Answer answer) {
        return switch (answer) {
            case Answer.Refused(_, _, var failure) -> new Outcome.Bad<>(failure);
            case Answer.Done(_, var sealed) ->
                    switch (means.envelopes()
                            .open(
                                    sealed,
                                    MessageType.RESULT,
                                    means.self().did(),
                                    VectorizeResult.class)) {
                        case Opened.Rejected<VectorizeResult>(var failure) ->
                                new Outcome.Bad<>(failure);
                        case Opened.Accepted<VectorizeResult>(_, _, _, var result)
                                when fits(asked, result) ->
                                Outcome.good(result.vectors().getFirst());
                        case Opened.Accepted<VectorizeResult> _ ->
                                Outcome.bad(
                                        Failure.Code.CORRUPT_DATA,
                                        "an embedder's answer is of another model, or no vector");
                    };
        };
    }

    private static boolean fits(Asked asked, VectorizeResult result) {
        return result.vectors().size() == 1
                && asked.fits(result.receipt().model())
                && good(result.vectors().getFirst());
    }

    private Duration timeout(Duration deadline) {
        Duration share = Duration.ofMillis(Math.round(deadline.toMillis() * DEADLINE_SHARE));
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
