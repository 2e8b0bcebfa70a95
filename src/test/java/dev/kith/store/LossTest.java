package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.store.host.PartitionHost;
import dev.kith.wire.PartitionSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What no copy has everything of any more is named, so that somebody can do something about it; it
 * does not keep the copies behind for ever, and comes back should it turn up.
 */
class LossTest {
    @RegisterExtension private static final Networks NETWORKS = new Networks();
    private static final String TEXT = "First part of a; ";
    private static final String OTHER = "First part of A; ";
    private static final String QUICK =
            "sync-interval = 400ms, sync-pause = 50ms, sync-timeout = 1s, write-retry = 200ms,"
                    + " write-timeout = 15s, copies-grace = 200ms, read-timeout = 300ms,"
                    + " read-deadline = 2s, index-commit-interval = 200ms, wake-interval = 1h,"
                    + " absent-patience = 2s";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Network network;

    @Test
    void namesWhatNoCopyHasAndIsNotBehindForItsSake() {
        network = NETWORKS.start(folder, 3, QUICK);
        store("whole", 1);
        withoutVectors("a", 2);

        awaitLost("a");

        awaitWhole(2);
    }

    @Test
    void bringsItBackOnceACopyIsThereThatHasIt() throws IOException {
        network = NETWORKS.start(folder, 2, QUICK);
        Network.Agent hurt = network.agents.get(0);
        Network.Agent away = network.agents.get(1);
        store("a", 1);
        awaitWhole(1);
        network.stop(away);
        damage(hurt);
        assertThat(segment()).isInstanceOf(Outcome.Bad.class); // which is how it is found
        awaitLost("a");

        network.restart(away);

        awaitLost();
        awaitWhole(1);
        network.stop(away);
        assertThat(segment()).isEqualTo(Outcome.good(Documents.segments("a", 1).getFirst()));
    }

    /** Or nobody could put the same text again. */
    @Test
    void saysThatItIsNotThereToWhoeverPutsItAgain() throws IOException {
        network = NETWORKS.start(folder, 2, QUICK);
        store("a", 1);
        awaitWhole(1);
        for (Network.Agent agent : network.agents) damage(agent);
        assertThat(segment()).isInstanceOf(Outcome.Bad.class);
        awaitLost("a");

        assertThat(head().lost()).isTrue();
        store("a", 2);
        awaitLost();
        awaitWhole(1);
    }

    /** An agent that is away may have it: only once it had its time, the others go on without. */
    @Test
    void isBehindForItsSakeWhileSomebodyMayComeBackWithIt() {
        network = NETWORKS.start(folder, 3, QUICK.replace("absent-patience = 2s", ""));
        withoutVectors("a", 1);

        awaitLost("a");

        for (Network.Agent agent : network.agents) {
            assertThat(summaryOf(agent).behind()).isTrue();
        }
        assertThat(head().forsaken()).isFalse();
    }

    /** Or its task would wait until its deadline for a text that nobody can bring. */
    @Test
    void saysOfWhatIsPendingThatNobodyWaitsForItAnyMore() throws IOException {
        network = NETWORKS.start(folder, 2, QUICK);
        write(Documents.put("a", 1));
        for (Network.Agent agent : network.agents) damage(agent);
        assertThat(segment()).isInstanceOf(Outcome.Bad.class);

        NETWORKS.probe()
                .awaitAssert(
                        Duration.ofSeconds(20),
                        () -> {
                            assertThat(head().forsaken()).isTrue();
                            return 0;
                        });
    }

    @Test
    void forgetsWhatIsDeleted() {
        network = NETWORKS.start(folder, 2, QUICK);
        withoutVectors("a", 1);
        awaitLost("a");

        write(Documents.settle(DocumentState.DELETED, "a", 2));

        awaitLost();
        awaitWhole(0);
    }

    /** A version that counts though no copy ever got its vectors. */
    private void withoutVectors(String id, long millis) {
        write(Documents.put(id, millis));
        write(Documents.commit(id, millis));
    }

    /** Or a copy whose damage nobody read would call itself whole until its scrubber comes by. */
    @Test
    void isKnownToAllCopiesOnceOneOfThemHasAskedTheOthersForIt() throws IOException {
        network = NETWORKS.start(folder, 3, QUICK);
        store("a", 1);
        awaitWhole(1);
        for (Network.Agent agent : network.agents) damage(agent, "Heading", "HEADING");
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();

        ask(
                network.agents.getFirst(),
                new StoreRead.AskChunks(
                        Documents.key("a"),
                        Documents.version(1),
                        true,
                        StoreRead.BatchPlace.FIRST,
                        probe.getRef()));

        probe.expectMessageClass(StoreRead.Refused.class);
        awaitLost("a");
    }

    /** Or a search would leave out what another copy could show. */
    @Test
    void saysThatAPassageIsDamagedAndNotThatItIsGone() throws IOException {
        network = NETWORKS.start(folder, 1, QUICK);
        store("a", 1);
        awaitWhole(1);
        damage(network.agents.getFirst());

        assertThat(passages(1).torn()).isTrue();
        store("a", 3);
        awaitWhole(1);
        assertThat(passages(1).torn()).isFalse();
        assertThat(passages(3).passages()).hasSize(1);
    }

    private PartitionSearch.PassagesFound passages(long millis) {
        TestProbe<PartitionSearch.Reply> probe = NETWORKS.probe();
        var version = Documents.version(millis);
        int end = Documents.segments("a", millis).getFirst().text().length();
        var id = new PartitionSearch.PassageId("a", version.time(), version.agent(), 0, end);
        network.agents
                .getFirst()
                .hosts
                .host(0)
                .tell(
                        new PartitionHost.Search(
                                new PartitionSearch.AskPassages(
                                        "notes", List.of(id), probe.getRef())));
        return probe.expectMessageClass(PartitionSearch.PassagesFound.class);
    }

    private void damage(Network.Agent agent) throws IOException {
        damage(agent, TEXT, OTHER);
    }

    private void damage(Network.Agent agent, String right, String wrong) throws IOException {
        network.restart(agent); // moves what is in the journal into a table
        summaryOf(agent);
        network.stop(agent);
        Damage.replace(agent.folder, right, wrong);
        network.restart(agent);
    }

    private Copies.Head head() {
        return switch (Eventually.done(network.client().head(Documents.key("a")))) {
            case Outcome.Good<Copies.Head>(var head) -> head;
            case Outcome.Bad<Copies.Head>(var failure) ->
                    throw new AssertionError(failure.detail());
        };
    }

    private Outcome<?> segment() {
        return Eventually.done(
                network.client().segment(Documents.key("a"), Documents.version(1), 0));
    }

    /** Waits until every copy names these documents and no others. */
    private void awaitLost(String... ids) {
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        probe.awaitAssert(
                Duration.ofSeconds(20),
                Duration.ofMillis(100),
                () -> {
                    for (Network.Agent agent : network.agents) {
                        if (network.down.contains(agent)) continue;
                        assertThat(lostAt(agent).documents())
                                .extracting(key -> key.id())
                                .containsExactly(ids);
                        assertThat(summaryOf(agent).summary().lost()).isEqualTo(ids.length);
                    }
                    return 0;
                });
    }

    /** Waits until no copy says that it is behind, and all count so many documents. */
    private void awaitWhole(int documents) {
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        probe.awaitAssert(
                Duration.ofSeconds(20),
                Duration.ofMillis(100),
                () -> {
                    for (Network.Agent agent : network.agents) {
                        if (network.down.contains(agent)) continue;
                        assertThat(summaryOf(agent).behind()).isFalse();
                        assertThat(summaryOf(agent).summary().documents()).isEqualTo(documents);
                    }
                    return 0;
                });
    }

    private StoreRead.LostFound lostAt(Network.Agent agent) {
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        ask(agent, new StoreRead.AskLost(Optional.empty(), 10, probe.getRef()));
        return probe.expectMessageClass(StoreRead.LostFound.class);
    }

    private StoreRead.SummaryFound summaryOf(Network.Agent agent) {
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        ask(agent, new StoreRead.AskSummary("", 0, probe.getRef()));
        return probe.expectMessageClass(StoreRead.SummaryFound.class);
    }

    private static void ask(Network.Agent agent, StoreRead question) {
        agent.hosts.host(0).tell(new PartitionHost.Read(question));
    }

    private void store(String id, long millis) {
        for (StoreWrite write : Documents.whole(id, millis)) write(write);
    }

    private void write(StoreWrite write) {
        assertThat(Eventually.done(network.client().write(write, 0)))
                .isInstanceOf(Outcome.Good.class);
    }
}
