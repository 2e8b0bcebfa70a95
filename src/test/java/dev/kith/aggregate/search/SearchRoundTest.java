package dev.kith.aggregate.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.aggregate.AggregateSettings;
import dev.kith.model.ContentId;
import dev.kith.model.CopyId;
import dev.kith.model.Failure;
import dev.kith.model.SearchMode;
import dev.kith.task.testing.Samples;
import dev.kith.wire.PartitionSearch;
import dev.kith.wire.PartitionSearch.AskCandidates;
import dev.kith.wire.PartitionSearch.AskPassages;
import dev.kith.wire.PartitionSearch.AskStatistics;
import dev.kith.wire.PartitionSearch.Candidate;
import dev.kith.wire.PartitionSearch.CandidatesFound;
import dev.kith.wire.PartitionSearch.Passage;
import dev.kith.wire.PartitionSearch.PassageId;
import dev.kith.wire.PartitionSearch.PassagesFound;
import dev.kith.wire.PartitionSearch.Refused;
import dev.kith.wire.PartitionSearch.Reply;
import dev.kith.wire.PartitionSearch.Statistics;
import dev.kith.wire.PartitionSearch.StatisticsFound;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * A search hears every partition once, hides copies that are slow, and says what it has not seen.
 */
class SearchRoundTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final AggregateSettings SETTINGS =
            new AggregateSettings(
                    16,
                    0.98,
                    Duration.ofMinutes(2),
                    4,
                    Duration.ofMillis(150),
                    100,
                    0.5,
                    60,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2));
    private static final int PARTITIONS = 3;

    private final TestProbe<SearchResult> results = KIT.createTestProbe(SearchResult.class);
    private final Partitions partitions = new Partitions();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void findsTheBestPassageOfEveryPartition() {
        search(SearchMode.HYBRID);

        SearchResult result = results.receiveMessage();
        assertThat(result.hits())
                .extracting(SearchResult.Hit::document)
                .containsExactly("doc2", "doc1", "doc0");
        assertThat(result.hits().getFirst().passage()).isEqualTo("passage of doc2");
        assertThat(result.partitionsAnswered()).isEqualTo(PARTITIONS);
        assertThat(result.partitionsTotal()).isEqualTo(PARTITIONS);
    }

    @Test
    void scoresWithTheWholeCollectionsStatistics() {
        search(SearchMode.KEYWORD);
        results.receiveMessage();

        var asked = partitions.asked.stream().filter(q -> q instanceof AskCandidates).toList();
        assertThat(asked).hasSize(PARTITIONS);
        assertThat(asked)
                .allSatisfy(question ->
                        assertThat(((AskCandidates) question).statistics())
                                .isEqualTo(new Statistics(30, 300, Map.of("word", 3L))));
    }

    @Test
    void needsNoStatisticsWithoutWords() {
        search(SearchMode.SEMANTIC);
        results.receiveMessage();

        assertThat(partitions.asked).noneMatch(question -> question instanceof AskStatistics);
    }

    @Test
    void asksACopyThatIsHereFirst() {
        partitions.local.add(new CopyId(1, 1));

        search(SearchMode.SEMANTIC);
        results.receiveMessage();

        assertThat(partitions.askedCopies).contains(new CopyId(1, 1));
        assertThat(partitions.askedCopies).doesNotContain(new CopyId(1, 0));
    }

    @Test
    void asksTheOtherCopyWhenOneIsSilent() {
        partitions.silent.add(new CopyId(1, 0));
        partitions.local.add(new CopyId(1, 0));

        search(SearchMode.SEMANTIC);
        results.expectNoMessage();
        TIME.timePasses(SETTINGS.hedgeAfter());

        assertThat(results.receiveMessage().partitionsAnswered()).isEqualTo(PARTITIONS);
        assertThat(partitions.askedCopies).contains(new CopyId(1, 1));
    }

    @Test
    void asksTheOtherCopyAtOnceWhenOneRefuses() {
        partitions.refusing.add(new CopyId(1, 0));
        partitions.local.add(new CopyId(1, 0));

        search(SearchMode.HYBRID);

        assertThat(results.receiveMessage().partitionsAnswered()).isEqualTo(PARTITIONS);
    }

    @Test
    void answersByTheDeadlineWithWhatItHas() {
        partitions.silent.add(new CopyId(1, 0));
        partitions.silent.add(new CopyId(1, 1));

        search(SearchMode.HYBRID);
        results.expectNoMessage();
        TIME.timePasses(Duration.ofMillis(600));
        results.expectNoMessage();
        TIME.timePasses(Duration.ofMillis(300));

        SearchResult result = results.receiveMessage();
        assertThat(result.partitionsAnswered()).isEqualTo(PARTITIONS - 1);
        assertThat(result.hits())
                .extracting(SearchResult.Hit::document)
                .containsExactly("doc2", "doc0");
    }

    @Test
    void usesACopyThatIsBehindButDoesNotCountItsPartition() {
        partitions.behind.add(new CopyId(1, 0));
        partitions.refusing.add(new CopyId(1, 1));

        search(SearchMode.SEMANTIC);
        results.expectNoMessage();
        for (int i = 0; i < 5; i++) TIME.timePasses(SETTINGS.hedgeAfter());

        SearchResult result = results.receiveMessage();
        assertThat(result.partitionsAnswered()).isEqualTo(PARTITIONS - 1);
        assertThat(result.hits()).hasSize(PARTITIONS);
    }

    @Test
    void asksTheOtherCopyForAPassageThatIsDamagedOnOne() {
        partitions.torn.add(new CopyId(1, 0));
        partitions.local.add(new CopyId(1, 0));

        search(SearchMode.SEMANTIC);

        SearchResult result = results.receiveMessage();
        assertThat(result.hits()).hasSize(PARTITIONS);
        assertThat(result.partitionsAnswered()).isEqualTo(PARTITIONS);
    }

    @Test
    void doesNotCallItselfCompleteWhereAPassageIsDamagedOnEveryCopy() {
        for (int copy = 0; copy < 2; copy++) partitions.torn.add(new CopyId(1, copy));

        search(SearchMode.SEMANTIC);

        SearchResult result = results.receiveMessage();
        assertThat(result.hits()).hasSize(PARTITIONS - 1);
        assertThat(result.partitionsAnswered()).isEqualTo(PARTITIONS - 1);
    }

    @Test
    void neverAsksACopyThatIsKnownToBeAwayWhileThereIsAnother() {
        partitions.away.add(new CopyId(1, 0));
        partitions.silent.add(new CopyId(1, 0));

        search(SearchMode.HYBRID);

        assertThat(results.receiveMessage().partitionsAnswered()).isEqualTo(PARTITIONS);
        assertThat(partitions.askedCopies).doesNotContain(new CopyId(1, 0));
    }

    @Test
    void asksACopyThatIsAwayWhereThereIsNoOther() {
        for (int copy = 0; copy < 2; copy++) partitions.away.add(new CopyId(1, copy));

        search(SearchMode.HYBRID);

        assertThat(results.receiveMessage().partitionsAnswered()).isEqualTo(PARTITIONS);
    }

    @Test
    void asksACopyAgainThatWasSilentOrHadNoRoom() {
        for (int copy = 0; copy < 2; copy++) partitions.refusing.add(new CopyId(1, copy));

        search(SearchMode.SEMANTIC);
        results.expectNoMessage();
        partitions.refusing.clear();
        TIME.timePasses(SETTINGS.hedgeAfter());

        assertThat(results.receiveMessage().partitionsAnswered()).isEqualTo(PARTITIONS);
    }

    @Test
    void endsAtOnceWhenTheQueryItselfIsWrong() {
        partitions.wrongQuery = true;

        search(SearchMode.HYBRID);

        assertThat(results.receiveMessage().failure())
                .hasValueSatisfying(failure ->
                        assertThat(failure.code()).isEqualTo(Failure.Code.INVALID_INPUT));
    }

    @Test
    void asksForMoreOnlyWhoHasMoreOfTheBest() {
        partitions.count = 16;
        partitions.rich = 5;

        search(SearchMode.SEMANTIC);

        assertThat(results.receiveMessage().partitionsAnswered()).isEqualTo(16);
        List<AskCandidates> asked =
                partitions.asked.stream()
                        .filter(AskCandidates.class::isInstance)
                        .map(AskCandidates.class::cast)
                        .toList();
        assertThat(asked).hasSize(17);
        assertThat(asked.subList(0, 16)).allMatch(q -> q.query().candidatesMax() < 30);
        assertThat(asked.getLast().query().candidatesMax()).isEqualTo(SETTINGS.candidatesMax());
    }

    @Test
    void countsAPartitionThatDidNotSayWhatMoreItHasAsUnseen() {
        partitions.count = 16;
        partitions.rich = 5;
        partitions.tightLipped = true;

        search(SearchMode.SEMANTIC);
        results.expectNoMessage();
        TIME.timePasses(Duration.ofMillis(900));

        assertThat(results.receiveMessage().partitionsAnswered()).isEqualTo(15);
    }

    @Test
    void leavesOutAPassageThatIsGoneByNow() {
        partitions.gone = true;

        search(SearchMode.SEMANTIC);

        SearchResult result = results.receiveMessage();
        assertThat(result.hits()).isEmpty();
        assertThat(result.partitionsAnswered()).isEqualTo(PARTITIONS);
    }

    private void search(SearchMode mode) {
        var request =
                new SearchRequest("default", "word", "vector", mode, "", 10, false, "z", 1000);
        KIT.spawn(SearchRound.create(request, partitions, SETTINGS, results.getRef()::tell));
    }

    /** Two copies of every partition; partition p has one document, {@code doc<p>}. */
    private static final class Partitions implements PartitionDoor {
        private final List<PartitionSearch> asked = new CopyOnWriteArrayList<>();
        private final List<CopyId> askedCopies = new CopyOnWriteArrayList<>();
        private final Set<CopyId> local = ConcurrentHashMap.newKeySet();
        private final Set<CopyId> away = ConcurrentHashMap.newKeySet();
        private final Set<CopyId> silent = ConcurrentHashMap.newKeySet();
        private final Set<CopyId> refusing = ConcurrentHashMap.newKeySet();
        private final Set<CopyId> behind = ConcurrentHashMap.newKeySet();
        private final Set<CopyId> torn = ConcurrentHashMap.newKeySet();
        private volatile int count = PARTITIONS;
        private volatile int rich = -1;
        private volatile boolean tightLipped;
        private volatile boolean wrongQuery;
        private volatile boolean gone;

        @Override
        public int partitions() {
            return count;
        }

        @Override
        public int copies() {
            return 2;
        }

        @Override
        public boolean local(CopyId copy) {
            return local.contains(copy);
        }

        @Override
        public boolean away(CopyId copy) {
            return away.contains(copy);
        }

        @Override
        public void tell(CopyId copy, PartitionSearch question) {
            asked.add(question);
            askedCopies.add(copy);
            boolean whole =
                    question instanceof AskCandidates(var query, _, _)
                            && query.candidatesMax() == SETTINGS.candidatesMax();
            if (tightLipped && whole) return;
            if (!silent.contains(copy)) question.replyTo().tell(reply(copy, question));
        }

        private Reply reply(CopyId copy, PartitionSearch question) {
            int p = copy.partition();
            var id = new PassageId("doc" + p, 1, "agent", 0, 5);
            if (wrongQuery) return refused(p, Failure.Code.INVALID_INPUT);
            if (refusing.contains(copy)) return refused(p, Failure.Code.OVERLOADED);
            boolean late = behind.contains(copy);
            return switch (question) {
                case AskStatistics _ ->
                        new StatisticsFound(
                                p, "a", late, new Statistics(10, 100, Map.of("word", 1L)));
                case AskCandidates(var query, _, _) when p == rich ->
                        new CandidatesFound(p, "a", late, best(query.candidatesMax()));
                case AskCandidates _ ->
                        new CandidatesFound(
                                p, "a", late, List.of(new Candidate(id, p / 100.0, 1 + p)));
                case AskPassages _ when gone || torn.contains(copy) ->
                        new PassagesFound(p, "a", !gone, List.of());
                case AskPassages _ -> new PassagesFound(p, "a", false, List.of(passage(id)));
            };
        }

        /** Of very many that are better than all others. */
        private static List<Candidate> best(int most) {
            return IntStream.range(0, most)
                    .mapToObj(i ->
                            new Candidate(
                                    new PassageId("best", 1, "agent", i, i + 1),
                                    1 - i / 1000.0,
                                    99))
                    .toList();
        }

        private static Reply refused(int partition, Failure.Code code) {
            return new Refused(partition, "a", new Failure(code, "as the test wants it"));
        }

        private static Passage passage(PassageId id) {
            return new Passage(
                    id,
                    "passage of " + id.document(),
                    List.of(),
                    "title",
                    Map.of(),
                    ContentId.of("text").cid(),
                    Samples.vectors(Samples.agent(1), "m", List.of("x")).receipt());
        }
    }
}
