package dev.kith.task.search;

import dev.kith.aggregate.search.SearchDesk;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.SearchMode;
import dev.kith.task.Searcher;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.Sealed;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Answers searches with the help of an embedder and a search desk, wherever they are.
 *
 * <pre>
 *   query ──► vector (remembered, or an embedder's) ──none──► keyword search, with a note
 *     └─────► search desk ──late, refused──► another one too ──first answer──► Found
 * </pre>
 *
 * Each is asked at this agent first, then at others that are reached now, so that no agent's loss
 * is felt for longer than one's patience.
 */
public final class QueryDesk implements Searcher {
    private static final long ANSWER_MILLIS = 50;
    private static final String NO_VECTOR =
            "no agent could embed the query; this is keyword search only";

    private final Means means;
    private final QueryVectors vectors;

    /** A desk; one for each agent. */
    public QueryDesk(Means means) {
        this.means = means;
        this.vectors = new QueryVectors(means);
    }

    @Override
    public CompletionStage<Outcome<Found>> search(Question question) {
        if (question.text().isBlank()) {
            return completed(new Failure(Failure.Code.INVALID_INPUT, "q: is empty"));
        }
        Duration max = means.limits().deadlineMax();
        Duration wanted = question.deadline();
        long millis = (wanted.compareTo(max) < 0 ? wanted : max).toMillis();
        long end = means.clock().millis() + millis;
        if (!question.mode().needsVector()) return ask(question, Optional.empty(), end);
        return vectors.of(question.text(), Duration.ofMillis(millis))
                .thenCompose(vector -> ask(question, vector, end));
    }

    private CompletionStage<Outcome<Found>> ask(
            Question question, Optional<String> vector, long end) {
        boolean poor = question.mode().needsVector() && vector.isEmpty();
        SearchMode mode = poor ? SearchMode.KEYWORD : question.mode();
        List<String> notes = poor ? List.of(NO_VECTOR) : List.of();
        List<Supplier<CompletionStage<Outcome<SearchResult>>>> questions =
                means.neighbours().searchDesks().stream()
                        .limit(means.limits().aggregatorsAsked())
                        .map(desk -> gather(question, mode, vector.orElse(""), end, desk))
                        .toList();
        if (questions.isEmpty()) {
            return completed(
                    new Failure(
                            Failure.Code.NO_CAPABLE_AGENT,
                            "no agent offers aggregate; start one with that capability"));
        }
        return new Hedged.Plan<SearchResult>(
                        means.limits().aggregatePatience(), failure -> failure.code().retryable())
                .ask(questions)
                .thenApply(outcome ->
                        outcome.then(result -> Outcome.good(new Found(mode, result, notes))));
    }

    private Supplier<CompletionStage<Outcome<SearchResult>>> gather(
            Question question,
            SearchMode mode,
            String vector,
            long end,
            ActorRef<SearchDesk.Command> desk) {
        return () -> {
            long millis = end - means.clock().millis();
            if (millis <= 0) {
                return completed(new Failure(Failure.Code.TIMED_OUT, "the search's time is over"));
            }
            var request =
                    new SearchRequest(
                            question.collection().value(),
                            question.text(),
                            vector,
                            mode,
                            question.filter(),
                            question.limit(),
                            question.perPassage(),
                            question.fusion(),
                            Math.max(1, millis - ANSWER_MILLIS));
            Sealed sealed =
                    means.envelopes()
                            .seal(MessageType.SEARCH, "search", SearchDesk.audience(desk), request);
            return means.asking()
                    .<Answer>ask(
                            Duration.ofMillis(millis),
                            ear -> desk.tell(new SearchDesk.Search("search", sealed, ear)))
                    .thenApply(outcome -> outcome.then(this::read));
        };
    }

    private Outcome<SearchResult> read(Answer answer) {
        return switch (answer) {
            case Answer.Refused(_, _, var failure) -> new Outcome.Bad<>(failure);
            case Answer.Done(_, var sealed) ->
                    switch (means.envelopes()
                            .open(
                                    sealed,
                                    MessageType.RESULT,
                                    means.self().did(),
                                    SearchResult.class)) {
                        case Opened.Rejected<SearchResult>(var failure) ->
                                new Outcome.Bad<>(failure);
                        case Opened.Accepted<SearchResult>(_, _, _, var result) ->
                                result.failure()
                                        .<Outcome<SearchResult>>map(Outcome.Bad::new)
                                        .orElseGet(() -> Outcome.good(result));
                    };
        };
    }

    private static <T> CompletionStage<Outcome<T>> completed(Failure failure) {
        return CompletableFuture.completedStage(new Outcome.Bad<>(failure));
    }
}
