package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Receipt;
import dev.kith.model.SearchMode;
import dev.kith.task.Searcher;
import dev.kith.wire.SearchResult;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search asks what the address says and tells what was found and how much was seen. */
class SearchTest {
    private static final GatewayFixture GATEWAY = new GatewayFixture("searches-max = 2");

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void forget() {
        GATEWAY.searcher.questions.clear();
        GATEWAY.searcher.answer = CompletableFuture.completedFuture(Outcome.good(found(16, 16)));
    }

    @Test
    void asksForHybridHitsUnlessItIsTold() {
        GATEWAY.get("/v1/search?q=caf%C3%A9+au%20lait");

        assertThat(GATEWAY.searcher.questions)
                .containsExactly(
                        new Searcher.Question(
                                new CollectionName("default"),
                                "café au lait",
                                SearchMode.HYBRID,
                                "",
                                10,
                                false,
                                "z",
                                GATEWAY.settings.searchDeadline()));
    }

    @Test
    void asksForWhatItIsTold() {
        GATEWAY.get(
                "/v1/search?q=a&limit=3&mode=keyword&collection=work&filter=year:1998&fusion=rrf"
                        + "&per=passage&deadline=250ms");

        assertThat(GATEWAY.searcher.questions)
                .containsExactly(
                        new Searcher.Question(
                                new CollectionName("work"),
                                "a",
                                SearchMode.KEYWORD,
                                "year:1998",
                                3,
                                true,
                                "rrf",
                                Duration.ofMillis(250)));
    }

    @Test
    void tellsHitsWithScoresAndReceipts() {
        var reply = GATEWAY.get("/v1/search?q=a");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/hits/0/rank")).isEqualTo("1");
        assertThat(reply.field("/hits/0/id")).isEqualTo("doc");
        assertThat(reply.field("/hits/0/score")).isEqualTo("1.25");
        assertThat(reply.field("/hits/0/scores/dense")).isEqualTo("0.5");
        assertThat(reply.field("/hits/0/receipt/time")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(reply.field("/coverage/complete")).isEqualTo("true");
    }

    @Test
    void neverHidesThatItIsPartial() {
        GATEWAY.searcher.answer = CompletableFuture.completedFuture(Outcome.good(found(12, 16)));

        var reply = GATEWAY.get("/v1/search?q=a");

        assertThat(reply.field("/coverage/complete")).isEqualTo("false");
        assertThat(reply.field("/coverage/partitions_answered")).isEqualTo("12");
        assertThat(reply.field("/mode")).isEqualTo("keyword");
        assertThat(reply.field("/notes/0")).isEqualTo("nobody embeds");
    }

    @Test
    void refusesAFilterThatCannotBeRead() {
        GATEWAY.searcher.answer =
                CompletableFuture.completedFuture(
                        Outcome.bad(Failure.Code.INVALID_INPUT, "filter: ) expected"));

        var reply = GATEWAY.get("/v1/search?q=a&filter=%28");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("/detail")).isEqualTo("filter: ) expected");
    }

    @Test
    void refusesMoreSearchesThanItsLimit() {
        var later = new CompletableFuture<Outcome<Searcher.Found>>();
        GATEWAY.searcher.answer = later;
        var request = HttpRequest.newBuilder(GATEWAY.uri("/v1/search?q=a")).build();
        var first = GATEWAY.http.sendAsync(request, BodyHandlers.ofString());
        var second = GATEWAY.http.sendAsync(request, BodyHandlers.ofString());
        Eventually.until(() -> GATEWAY.searcher.questions.size() == 2);

        var third = GATEWAY.get("/v1/search?q=a");
        later.complete(Outcome.good(found(1, 1)));

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isEqualTo("2");
        assertThat(GatewayFixture.soon(first).statusCode()).isEqualTo(200);
        assertThat(GatewayFixture.soon(second).statusCode()).isEqualTo(200);
        assertThat(GATEWAY.get("/v1/search?q=a").status()).isEqualTo(200);
    }

    private static Searcher.Found found(int answered, int total) {
        ContentId content = ContentId.of("text");
        var receipt =
                new Receipt(FakeDirectory.SELF, "model", "ort", "avx2", content, content, 0, "sig");
        var hit =
                new SearchResult.Hit(
                        "doc",
                        1,
                        0,
                        4,
                        "text",
                        List.of("Chapter"),
                        "Title",
                        Map.of("year", "1998"),
                        1_250_000,
                        500_000,
                        7_000_000,
                        content.cid(),
                        receipt);
        return new Searcher.Found(
                answered == total ? SearchMode.HYBRID : SearchMode.KEYWORD,
                new SearchResult(List.of(hit), answered, total, Optional.empty()),
                answered == total ? List.of() : List.of("nobody embeds"));
    }
}
