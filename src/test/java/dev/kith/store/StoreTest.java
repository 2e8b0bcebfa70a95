package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.SearchMode;
import dev.kith.model.Segment;
import dev.kith.wire.PartitionSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store's promise (G1): what is acknowledged is on the disks of enough agents, found again by
 * whoever asks, and searched from the moment on that its commit was acknowledged.
 */
class StoreTest {
    @RegisterExtension private static final Networks NETWORKS = new Networks();
    private static final String QUICK =
            "sync-interval = 500ms, sync-pause = 100ms, sync-timeout = 1s, wake-interval = 200ms,"
                    + " write-retry = 200ms, write-timeout = 2s, copies-grace = 500ms,"
                    + " read-timeout = 300ms, read-deadline = 2s, index-commit-interval = 200ms,"
                    + " disk-check-interval = 100ms";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Network network;

    @Test
    void storesADocumentAndFindsItAgain() {
        network = NETWORKS.start(folder, 3, QUICK);
        store("a", 1);

        var head = good(network.client().head(Documents.key("a")));
        assertThat(head.visible()).contains(Documents.committed("a", 1));
        assertThat(segment("a", 1, 1)).isEqualTo(Documents.segments("a", 1).get(1));
        List<ChunkBatch> chunks =
                good(network.client().chunks(Documents.key("a"), Documents.version(1), true));
        assertThat(chunks).isEqualTo(Documents.batches("a", 1));
        var summary = good(network.client().summary(0, "", 10));
        assertThat(summary.documents()).isOne();
        assertThat(summary.chunks()).isEqualTo(2);
        assertThat(summary.records()).containsExactly(Documents.committed("a", 1));
        assertThat(good(network.client().task(Documents.pending("a", 1).task())))
                .isEqualTo(Documents.committed("a", 1));
    }

    @Test
    void listsAllOfAPartitionPageByPage() {
        network = NETWORKS.start(folder, 3, QUICK);
        for (int i = 1; i <= 5; i++) store("doc-" + i, i);
        good(network.client().write(Documents.put("doc-6", 6), 0));
        good(network.client().write(Documents.settle(DocumentState.DELETED, "doc-2", 9), 0));

        var listed = new ArrayList<String>();
        Optional<DocumentKey> after = Optional.empty();
        do {
            var page = good(network.client().page(0, after, 2));
            page.records().forEach(r -> listed.add(r.key().id() + " " + r.state().word()));
            after = page.next();
        } while (after.isPresent());

        assertThat(listed)
                .containsExactly(
                        "doc-1 committed",
                        "doc-3 committed",
                        "doc-4 committed",
                        "doc-5 committed",
                        "doc-6 pending");
    }

    @Test
    void countsDistinctAgents() {
        network = NETWORKS.start(folder, 3, QUICK);
        var written = good(network.client().write(Documents.put("a", 1), 3));
        assertThat(written.copies()).isEqualTo(3);

        network.stop(network.agents.get(2));
        assertThat(bad(network.client().write(Documents.put("b", 1), 3)).code())
                .isEqualTo(Failure.Code.NOT_ENOUGH_COPIES);
        network.stop(network.agents.get(1));
        assertThat(good(network.client().write(Documents.put("c", 1), 0)).copies()).isOne();
    }

    @Test
    void doesNotAcknowledgeWhatOnlyOneOfTwoHas() {
        network = NETWORKS.start(folder, 2, QUICK);
        network.deaf.add(network.agents.get(1));

        var failure = bad(network.client().write(Documents.put("a", 1), 0));

        assertThat(failure.code()).isEqualTo(Failure.Code.NOT_ENOUGH_COPIES);
        network.deaf.clear();
        assertThat(good(network.client().write(Documents.put("a", 1), 0)).copies()).isEqualTo(2);
    }

    @Test
    void findsWhatWasStoredAfterAllAgentsWereStartedAgain() {
        network = NETWORKS.start(folder, 3, QUICK);
        store("a", 1);
        good(network.client().write(Documents.put("b", 2), 0));

        for (Network.Agent agent : network.agents) network.stop(agent);
        for (Network.Agent agent : network.agents) network.restart(agent);

        var head = good(network.client().head(Documents.key("b")));
        assertThat(head.newest()).contains(Documents.pending("b", 2));
        assertThat(search("First part of a")).hasSize(1);
    }

    @Test
    void searchesWhatWasAcknowledgedBefore() {
        network = NETWORKS.start(folder, 3, QUICK);
        for (int i = 1; i <= 20; i++) {
            store("doc-" + i, i);
            assertThat(search("version " + i + ".")).as("document %d", i).hasSize(1);
        }
    }

    @Test
    void answersWithPassagesOfTheText() {
        network = NETWORKS.start(folder, 1, QUICK);
        store("a", 1);
        PartitionSearch.PassageId id = search("second part").getFirst().passage();
        TestProbe<PartitionSearch.Reply> probe = NETWORKS.probe();

        ask(new PartitionSearch.AskPassages("notes", List.of(id), probe.getRef()));

        var reply = probe.expectMessageClass(PartitionSearch.PassagesFound.class);
        var passage = reply.passages().getFirst();
        assertThat(passage.passage())
                .isEqualTo(Documents.text("a", 1).substring(id.start(), id.end()));
        assertThat(passage.title()).isEqualTo("Title of a");
        assertThat(passage.metadata()).isEqualTo(Map.of("year", "1999"));
        assertThat(passage.headings()).containsExactly("Heading");
    }

    @Test
    void findsNothingOfWhatWasDeleted() {
        network = NETWORKS.start(folder, 3, QUICK);
        store("a", 1);
        good(network.client().write(Documents.settle(DocumentState.DELETED, "a", 2), 0));

        assertThat(search("First part")).isEmpty();
        var head = good(network.client().head(Documents.key("a")));
        assertThat(head.visible().map(DocumentRecord::state)).contains(DocumentState.DELETED);
        assertThat(
                        bad(network.client().segment(Documents.key("a"), Documents.version(1), 0))
                                .code())
                .isEqualTo(Failure.Code.NOT_FOUND);
    }

    @Test
    void answersThatADocumentIsUnknownOnlyWhenACopyIsSure() {
        network = NETWORKS.start(folder, 2, QUICK);
        var head = good(network.client().head(Documents.key("nowhere")));

        assertThat(head.newest()).isEmpty();
        network.deaf.addAll(network.agents);
        assertThat(bad(network.client().head(Documents.key("nowhere"))).code())
                .isEqualTo(Failure.Code.TIMED_OUT);
    }

    @Test
    void refusesASettlementThatIsNotSealedForThisCopy() {
        network = NETWORKS.start(folder, 1, QUICK);
        TestProbe<StoreWrite.Answer> probe = NETWORKS.probe();

        network.tell(
                new dev.kith.model.CopyId(0, 0),
                new Storage.Write(Documents.commit("a", 1), probe.getRef()));

        var refused = probe.expectMessageClass(StoreWrite.Refused.class);
        assertThat(refused.failure().code()).isEqualTo(Failure.Code.REJECTED_MESSAGE);
    }

    /** Also of one that an agent took in whose clock is an hour ahead. */
    @Test
    void wakesTheTasksOfDocumentsThatWait() {
        network = NETWORKS.start(folder, 3, QUICK);
        good(network.client().write(Documents.put("old", 1), 0));
        long now = System.currentTimeMillis();
        good(network.client().write(Documents.put("ahead", now + 3_600_000), 0));

        NETWORKS.probe()
                .awaitAssert(() -> {
                    assertThat(network.woken)
                            .contains(Documents.pending("old", 1))
                            .contains(Documents.pending("ahead", now + 3_600_000));
                    return 0;
                });
    }

    /** The agent of the lowest copy is there, but its files were written by a newer Kith. */
    @Test
    void wakesThemAlsoWhereTheLowestCopyCannotBeOpened() throws Exception {
        network = NETWORKS.start(folder, 3, QUICK);
        Path lowest = network.agents.getFirst().folder.resolve("p00");
        Files.createDirectories(lowest);
        Files.writeString(lowest.resolve("FORMAT"), "2\n");

        NETWORKS.probe()
                .awaitAssert(
                        Duration.ofSeconds(30),
                        () -> {
                            good(network.client().write(Documents.put("old", 1), 0));
                            assertThat(network.woken).contains(Documents.pending("old", 1));
                            return 0;
                        });
    }

    @Test
    void refusesToReadWhatANewerKithWrote() throws Exception {
        network = NETWORKS.start(folder, 1, QUICK);
        Path format = network.agents.getFirst().folder.resolve("p00").resolve("FORMAT");
        Files.createDirectories(format.getParent());
        Files.writeString(format, "2\n");

        assertThat(bad(network.client().head(Documents.key("a"))).code())
                .isEqualTo(Failure.Code.TIMED_OUT);
    }

    private void store(String id, long millis) {
        for (StoreWrite write : Documents.whole(id, millis)) good(network.client().write(write, 0));
    }

    private Segment segment(String id, long millis, int index) {
        return good(network.client().segment(Documents.key(id), Documents.version(millis), index));
    }

    private List<PartitionSearch.Candidate> search(String text) {
        TestProbe<PartitionSearch.Reply> probe = NETWORKS.probe();
        var query = new PartitionSearch.Query("notes", text, "", SearchMode.KEYWORD, "", 10);
        var statistics = new PartitionSearch.Statistics(1, 1, Map.of());
        ask(new PartitionSearch.AskCandidates(query, statistics, probe.getRef()));
        return probe.expectMessageClass(PartitionSearch.CandidatesFound.class).candidates();
    }

    private void ask(PartitionSearch question) {
        network.tell(new dev.kith.model.CopyId(0, 0), new Storage.Search(question));
    }

    private static <T> T good(java.util.concurrent.CompletionStage<Outcome<T>> stage) {
        return switch (Eventually.done(stage)) {
            case Outcome.Good<T>(var value) -> value;
            case Outcome.Bad<T>(var failure) -> throw new AssertionError(failure);
        };
    }

    private static <T> Failure bad(java.util.concurrent.CompletionStage<Outcome<T>> stage) {
        return switch (Eventually.done(stage)) {
            case Outcome.Good<T>(var value) -> throw new AssertionError(value);
            case Outcome.Bad<T>(var failure) -> failure;
        };
    }
}
