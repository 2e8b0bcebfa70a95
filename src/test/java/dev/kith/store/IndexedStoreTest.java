package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.CopyId;
import dev.kith.model.DocumentState;
import dev.kith.model.SearchMode;
import dev.kith.store.index.IndexSettings;
import dev.kith.store.index.LucenePartitionIndex;
import dev.kith.store.log.LevelRecordLog;
import dev.kith.wire.PartitionSearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The store's promise with the index that it has in earnest: what is committed is found. */
class IndexedStoreTest {
    @RegisterExtension private static final Networks NETWORKS = new Networks();

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Network network;

    @Test
    void findsWhatIsCommittedAndNothingElseAlsoAfterAStart() {
        var settings =
                IndexSettings.from(
                        ConfigFactory.parseResources("kith/index.conf")
                                .resolve()
                                .getConfig("kith.store-index"));
        network =
                NETWORKS.start(
                        folder,
                        1,
                        "wake-interval = 1h",
                        new Network.Files(
                                LevelRecordLog.opener(1 << 20),
                                path -> LucenePartitionIndex.open(path, settings)));
        for (int i = 1; i <= 5; i++) write(Documents.whole("doc-" + i, i));
        write(Documents.whole("doc-2", 7));
        write(List.of(Documents.settle(DocumentState.DELETED, "doc-3", 8)));
        write(List.of(Documents.put("doc-6", 9), Documents.chunks("doc-6", 9)));

        assertThat(found("second part"))
                .containsExactlyInAnyOrder("doc-1", "doc-2", "doc-4", "doc-5");

        network.restart(network.agents.getFirst());

        assertThat(found("second part"))
                .containsExactlyInAnyOrder("doc-1", "doc-2", "doc-4", "doc-5");
    }

    private void write(List<StoreWrite> writes) {
        for (StoreWrite write : writes) {
            assertThat(Eventually.done(network.client().write(write, 0)).toString())
                    .contains("Written");
        }
    }

    private List<String> found(String text) {
        TestProbe<PartitionSearch.Reply> probe = NETWORKS.probe();
        var query = new PartitionSearch.Query("notes", text, "", SearchMode.KEYWORD, "", 10);
        ask(new PartitionSearch.AskStatistics(query, probe.getRef()));
        var statistics =
                probe.expectMessageClass(
                        PartitionSearch.StatisticsFound.class, Duration.ofSeconds(20));
        ask(new PartitionSearch.AskCandidates(query, statistics.statistics(), probe.getRef()));
        return probe.expectMessageClass(PartitionSearch.CandidatesFound.class).candidates().stream()
                .map(candidate -> candidate.passage().document())
                .distinct()
                .toList();
    }

    private void ask(PartitionSearch question) {
        network.tell(new CopyId(0, 0), new Storage.Search(question));
    }
}
