package dev.kith.task.search;

import static dev.kith.task.testing.Samples.MODEL;
import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.aggregate.search.SearchDesk;
import dev.kith.embed.Embedder;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.SearchMode;
import dev.kith.task.SearchLimits;
import dev.kith.task.Searcher.Found;
import dev.kith.task.Searcher.Question;
import dev.kith.task.reach.Asking;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.task.testing.Samples;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import dev.kith.wire.VectorizeRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A search is answered whatever the first agents it asks do, and says what it could not do. */
class QueryDeskTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Asking ASKING =
            new Asking(KIT.spawn(Asking.behavior()), KIT.system().scheduler());

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final Helpers helpers = new Helpers();
    private final QueryDesk desk =
            new QueryDesk(
                    new Means(
                            agent(0),
                            new PaperEnvelopes(post, agent(0)),
                            helpers,
                            ASKING,
                            () -> MODEL,
                            InstantSource.fixed(Instant.ofEpochMilli(1000)),
                            new SearchLimits(
                                    2,
                                    Duration.ofSeconds(2),
                                    Duration.ofMillis(100),
                                    2,
                                    2,
                                    Duration.ofMillis(200),
                                    Duration.ofSeconds(2))));

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void searchesWithTheQuerysVector() {
        Found found = good(search("words", SearchMode.HYBRID));

        assertThat(found.mode()).isEqualTo(SearchMode.HYBRID);
        assertThat(found.notes()).isEmpty();
        assertThat(found.result().partitionsAnswered()).isEqualTo(4);
        SearchRequest asked = helpers.searches.getFirst();
        assertThat(asked.vector())
                .isEqualTo(Samples.vectors(agent(1), MODEL, List.of("words")).vectors().getFirst());
        assertThat(asked.limit()).isEqualTo(5);
        assertThat(helpers.embeds.getFirst().query()).isTrue();
        assertThat(helpers.embeds.getFirst().model()).isEqualTo(MODEL);
    }

    @Test
    void remembersTheLatestQueries() {
        for (String query : List.of("a", "b", "a", "c", "a", "b")) {
            good(search(query, SearchMode.SEMANTIC));
        }

        assertThat(helpers.embeds.stream().map(embed -> embed.texts().getFirst()))
                .containsExactly("a", "b", "c", "b");
    }

    @Test
    void asksAnotherEmbedderWhenOneIsSilentOrRefuses() {
        helpers.embedSilences = 1;

        assertThat(good(search("words", SearchMode.HYBRID)).mode()).isEqualTo(SearchMode.HYBRID);
        assertThat(helpers.embeds).hasSize(2);
    }

    @Test
    void searchesWordsAloneWhereNobodyCanEmbedAndSaysSo() {
        helpers.embedRefusals = 9;

        Found found = good(search("words", SearchMode.SEMANTIC));

        assertThat(found.mode()).isEqualTo(SearchMode.KEYWORD);
        assertThat(found.notes())
                .containsExactly("no agent could embed the query; this is keyword search only");
        assertThat(helpers.searches.getFirst().vector()).isEmpty();
    }

    @Test
    void doesNotEvenAskWhereNobodyOffersIt() {
        helpers.embedderCount = 0;

        assertThat(good(search("words", SearchMode.HYBRID)).mode()).isEqualTo(SearchMode.KEYWORD);
        assertThat(helpers.embeds).isEmpty();
    }

    @Test
    void needsNoVectorForWords() {
        Found found = good(search("words", SearchMode.KEYWORD));

        assertThat(found.notes()).isEmpty();
        assertThat(helpers.embeds).isEmpty();
    }

    @Test
    void asksAnotherAggregatorWhenOneIsSilent() {
        helpers.searchSilences = 1;

        assertThat(good(search("words", SearchMode.KEYWORD)).result().partitionsTotal())
                .isEqualTo(4);
        assertThat(helpers.searches).hasSize(2);
    }

    @Test
    void saysThatItTimedOutWhenNobodyAnswers() {
        helpers.searchSilences = 9;

        assertThat(bad(search("words", SearchMode.KEYWORD))).isEqualTo(Failure.Code.TIMED_OUT);
    }

    @Test
    void saysThatTheFilterIsWrongWithoutAskingAgain() {
        helpers.failure = Optional.of(new Failure(Failure.Code.INVALID_INPUT, "filter: what?"));

        assertThat(bad(search("words", SearchMode.KEYWORD))).isEqualTo(Failure.Code.INVALID_INPUT);
        assertThat(helpers.searches).hasSize(1);
    }

    @Test
    void saysThatNobodyAggregates() {
        helpers.deskCount = 0;

        assertThat(bad(search("words", SearchMode.KEYWORD)))
                .isEqualTo(Failure.Code.NO_CAPABLE_AGENT);
    }

    @Test
    void refusesAnEmptyQuestion() {
        assertThat(bad(search(" ", SearchMode.KEYWORD))).isEqualTo(Failure.Code.INVALID_INPUT);
    }

    private Outcome<Found> search(String text, SearchMode mode) {
        return done(
                desk.search(
                        new Question(
                                Samples.key("any").collection(),
                                text,
                                mode,
                                "",
                                5,
                                false,
                                "z",
                                Duration.ofMillis(800))));
    }

    private static Found good(Outcome<Found> outcome) {
        return ((Outcome.Good<Found>) outcome).value();
    }

    private static Failure.Code bad(Outcome<Found> outcome) {
        return ((Outcome.Bad<Found>) outcome).failure().code();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Embedders and search desks that do what a test says, in this order: silent, refuse, do. */
    private final class Helpers implements Neighbours {
        private final List<VectorizeRequest> embeds = new CopyOnWriteArrayList<>();
        private final List<SearchRequest> searches = new CopyOnWriteArrayList<>();
        private final ActorRef<Embedder.Command> embedder =
                KIT.spawn(
                        Behaviors.receiveMessage(command -> {
                            embed((Embedder.Embed) command);
                            return Behaviors.same();
                        }));
        private final ActorRef<SearchDesk.Command> desk =
                KIT.spawn(
                        Behaviors.receiveMessage(command -> {
                            search((SearchDesk.Search) command);
                            return Behaviors.same();
                        }));
        private volatile int embedderCount = 3;
        private volatile int deskCount = 3;
        private volatile int embedSilences;
        private volatile int embedRefusals;
        private volatile int searchSilences;
        private volatile Optional<Failure> failure = Optional.empty();

        @Override
        public List<ActorRef<Embedder.Command>> embedders() {
            return Collections.nCopies(embedderCount, embedder);
        }

        @Override
        public List<ActorRef<SearchDesk.Command>> searchDesks() {
            return Collections.nCopies(deskCount, desk);
        }

        private void embed(Embedder.Embed asked) {
            var envelopes = new PaperEnvelopes(post, agent(1));
            var opened =
                    (Opened.Accepted<VectorizeRequest>)
                            envelopes.open(
                                    asked.request(),
                                    MessageType.VECTORIZE,
                                    Embedder.audience(embedder.path().name()),
                                    VectorizeRequest.class);
            embeds.add(opened.payload());
            if (embeds.size() <= embedSilences) return;
            if (embeds.size() <= embedRefusals) {
                var busy = new Failure(Failure.Code.OVERLOADED, "busy");
                asked.replyTo().tell(new Answer.Refused(asked.part(), agent(1).did(), busy));
                return;
            }
            var result = Samples.vectors(agent(1), MODEL, opened.payload().texts());
            asked.replyTo()
                    .tell(
                            new Answer.Done(
                                    asked.part(),
                                    envelopes.seal(
                                            MessageType.RESULT,
                                            "t",
                                            opened.sender().did(),
                                            result)));
        }

        private void search(SearchDesk.Search asked) {
            var envelopes = new PaperEnvelopes(post, agent(2));
            var opened =
                    (Opened.Accepted<SearchRequest>)
                            envelopes.open(
                                    asked.request(),
                                    MessageType.SEARCH,
                                    SearchDesk.audience(desk),
                                    SearchRequest.class);
            searches.add(opened.payload());
            if (searches.size() <= searchSilences) return;
            var result = new SearchResult(List.of(), 4, 4, failure);
            asked.replyTo()
                    .tell(
                            new Answer.Done(
                                    asked.part(),
                                    envelopes.seal(
                                            MessageType.RESULT,
                                            "t",
                                            opened.sender().did(),
                                            result)));
        }
    }
}
