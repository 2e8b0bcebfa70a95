package dev.kith.gateway;

import dev.kith.api.Problem;
import dev.kith.api.SearchAnswer;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Budget;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Query;
import dev.kith.gateway.http.Route;
import dev.kith.model.CollectionName;
import dev.kith.model.Outcome;
import dev.kith.model.Receipt;
import dev.kith.model.SearchMode;
import dev.kith.task.Searcher;
import dev.kith.wire.SearchResult;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Searches: {@code /v1/search}; so many at once, more are answered 429. */
final class SearchRoutes {
    private static final int LIMIT = 10;
    private static final String COLLECTION = "default";
    private static final double MILLIONTHS = 1e6;
    private static final List<String> MODES = List.of("hybrid", "semantic", "keyword");
    private static final List<String> FUSIONS = List.of("z", "rrf");
    private static final List<String> PER = List.of("document", "passage");

    private final GatewaySettings settings;
    private final GatewayDoors doors;
    private final Answers answers;
    private final Budget running;

    SearchRoutes(GatewaySettings settings, GatewayDoors doors, Answers answers) {
        this.settings = settings;
        this.doors = doors;
        this.answers = answers;
        this.running = new Budget(settings.searchesMax());
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/v1/search", this::search));
    }

    private CompletionStage<HttpResponse> search(Call call) {
        Query query = call.query();
        Searcher.Question question = question(query);
        Optional<Problem> wrong = query.wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        if (!running.take(1)) {
            return refuse(Problems.busy("too many searches at once; ask again later"));
        }
        long begun = doors.clock().millis();
        CompletionStage<Outcome<Searcher.Found>> found;
        try {
            found = doors.searcher().search(question);
        } catch (RuntimeException e) {
            found = CompletableFuture.failedFuture(e);
        }
        return found.whenComplete((_, _) -> running.give(1))
                .thenApply(outcome -> answer(question, outcome, begun));
    }

    private Searcher.Question question(Query query) {
        String text = query.text("q", settings.queryCharsMax()).orElse("");
        if (text.isBlank()) query.fail("q", "q is missing or empty; say what is sought");
        return new Searcher.Question(
                collection(query),
                text,
                SearchMode.valueOf(query.word("mode", MODES).toUpperCase(Locale.ROOT)),
                query.text("filter", settings.queryCharsMax()).orElse(""),
                query.number("limit", LIMIT, 1, settings.searchLimitMax()),
                query.word("per", PER).equals("passage"),
                query.word("fusion", FUSIONS),
                query.time("deadline", settings.searchDeadlineMax())
                        .orElse(settings.searchDeadline()));
    }

    private static CollectionName collection(Query query) {
        try {
            return new CollectionName(query.text("collection").orElse(COLLECTION));
        } catch (IllegalArgumentException e) {
            query.fail("collection", String.valueOf(e.getMessage()));
            return new CollectionName(COLLECTION);
        }
    }

    private HttpResponse answer(
            Searcher.Question question, Outcome<Searcher.Found> outcome, long begun) {
        return switch (outcome) {
            case Outcome.Bad<Searcher.Found>(var failure) -> answers.problem(failure);
            case Outcome.Good<Searcher.Found>(var found)
                    when found.result().failure().isPresent() ->
                    answers.problem(found.result().failure().get());
            case Outcome.Good<Searcher.Found>(var found) ->
                    answers.json(answer(question, found, doors.clock().millis() - begun));
        };
    }

    private static SearchAnswer answer(
            Searcher.Question question, Searcher.Found found, long tookMillis) {
        SearchResult result = found.result();
        int answered = result.partitionsAnswered();
        int total = result.partitionsTotal();
        return new SearchAnswer(
                question.text(),
                question.collection().value(),
                found.mode().word(),
                new SearchAnswer.Coverage(answered, total, answered == total),
                found.notes(),
                tookMillis,
                IntStream.range(0, result.hits().size())
                        .mapToObj(i -> hit(i + 1, result.hits().get(i)))
                        .toList());
    }

    private static SearchAnswer.Hit hit(int rank, SearchResult.Hit hit) {
        return new SearchAnswer.Hit(
                rank,
                hit.document(),
                hit.title(),
                hit.scoreMillionths() / MILLIONTHS,
                new SearchAnswer.Scores(
                        hit.denseMillionths() / MILLIONTHS, hit.keywordMillionths() / MILLIONTHS),
                hit.passage(),
                hit.start(),
                hit.end(),
                hit.headings(),
                hit.metadata(),
                hit.text(),
                receipt(hit.receipt()));
    }

    private static SearchAnswer.Receipt receipt(Receipt receipt) {
        return new SearchAnswer.Receipt(
                receipt.agent().did(),
                receipt.model(),
                receipt.engine(),
                Instant.ofEpochMilli(receipt.time()).toString());
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
