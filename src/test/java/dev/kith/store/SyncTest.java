package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.store.disk.KnownPartitions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of catching up: whatever a copy missed, it fetches from the others, and until then it
 * says that it is behind.
 */
class SyncTest {
    @RegisterExtension private static final Networks NETWORKS = new Networks();
    private static final String QUICK =
            "sync-interval = 400ms, sync-pause = 50ms, sync-timeout = 1s, sync-page-max = 3,"
                    + " message-bytes-max = 6000, write-retry = 200ms, write-timeout = 15s,"
                    + " copies-grace = 200ms, read-timeout = 300ms, read-deadline = 2s,"
                    + " index-commit-interval = 200ms, wake-interval = 1h";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Network network;

    @Test
    void bringsBackWhatACopyMissedWhileItWasAway() {
        network = NETWORKS.start(folder, 3, QUICK);
        Network.Agent away = network.agents.get(2);
        for (int i = 0; i < 5; i++) store("early-" + i, 1);
        level();
        network.stop(away);
        for (int i = 0; i < 10; i++) store("late-" + i, 2);
        for (int i = 0; i < 3; i++) store("early-" + i, 3);
        write(Documents.settle(DocumentState.DELETED, "early-4", 4));
        write(Documents.put("pending", 5));
        network.restart(away);

        level();

        var summary = summaryOf(away);
        assertThat(summary.documents()).isEqualTo(14);
        assertThat(summary.pending()).isOne();
        only(away);
        assertThat(good(network.client().segment(Documents.key("late-7"), Documents.version(2), 1)))
                .isEqualTo(Documents.segments("late-7", 2).get(1));
        assertThat(
                        good(
                                network.client()
                                        .chunks(
                                                Documents.key("early-1"),
                                                Documents.version(3),
                                                true)))
                .isEqualTo(Documents.batches("early-1", 3));
    }

    @Test
    void bringsTogetherWhatTwoPartsAcceptedApart() {
        network = NETWORKS.start(folder, 2, QUICK);
        Network.Agent one = network.agents.get(0);
        Network.Agent two = network.agents.get(1);
        network.stop(two);
        for (int i = 0; i < 7; i++) store("one-" + i, 1);
        store("both", 5);
        network.stop(one);
        network.restart(two);
        for (int i = 0; i < 7; i++) store("two-" + i, 2);
        store("both", 4);
        network.restart(one);

        level();

        for (Network.Agent agent : List.of(one, two)) {
            assertThat(summaryOf(agent).documents()).isEqualTo(15);
        }
        assertThat(good(network.client().head(Documents.key("both"))).visible())
                .contains(Documents.committed("both", 5));
    }

    @Test
    void levelsThreeCopiesThatStartAtOnceWithDifferentDocuments() {
        network = NETWORKS.start(folder, 3, QUICK);
        List<Network.Agent> agents = network.agents;
        for (Network.Agent agent : agents) {
            only(agent);
            for (int i = 0; i < 4; i++) store(agent.id.shortForm() + i, 1);
            network.stop(agent);
        }
        for (Network.Agent agent : agents) network.restart(agent);

        level();

        for (Network.Agent agent : agents) {
            assertThat(summaryOf(agent).documents()).isEqualTo(12);
        }
    }

    /** G5: coverage counts only copies that are not behind. */
    @Test
    void anEmptyCopyThatIsLeftAloneSaysThatItIsBehind() throws IOException {
        network = NETWORKS.start(folder, 2, QUICK);
        Network.Agent holder = network.agents.get(0);
        Network.Agent fresh = network.agents.get(1);
        network.stop(fresh);
        store("a", 1);
        network.stop(holder);
        new KnownPartitions(fresh.folder).add(Set.of(0));
        network.restart(fresh);

        store("b", 2);

        NETWORKS.probe()
                .awaitAssert(() -> {
                    assertThat(answerOf(fresh).behind()).isTrue();
                    return 0;
                });
        network.restart(holder);
        level();
        assertThat(summaryOf(fresh).documents()).isEqualTo(2);
        assertThat(summaryOf(holder).documents()).isEqualTo(2);
    }

    @Test
    void aCopyThatWasAwaySaysThatItIsBehindUntilItHasMetTheOneThatWentOn() {
        network = NETWORKS.start(folder, 2, QUICK);
        Network.Agent stayed = network.agents.get(0);
        Network.Agent away = network.agents.get(1);
        store("a", 1);
        level();
        network.stop(away);
        store("b", 2);
        network.stop(stayed);

        network.restart(away);
        store("c", 3);

        TestProbe<Integer> probe = NETWORKS.probe();
        probe.awaitAssert(() -> {
            assertThat(summaryOf(away).documents()).isEqualTo(2);
            assertThat(answerOf(away).behind()).isTrue();
            return 0;
        });
        network.restart(stayed);
        level();
        assertThat(summaryOf(away).documents()).isEqualTo(3);
    }

    @Test
    void fetchesPartsThatNeverCame() {
        network = NETWORKS.start(folder, 3, QUICK);
        write(Documents.put("a", 1));
        network.deaf.add(network.agents.get(1));
        write(Documents.chunks("a", 1));
        network.deaf.clear();
        write(Documents.commit("a", 1));

        level();

        only(network.agents.get(1));
        assertThat(good(network.client().chunks(Documents.key("a"), Documents.version(1), true)))
                .isEqualTo(Documents.batches("a", 1));
    }

    /** G7: the damaged byte is found when it is read, not served, and fetched anew. */
    @Test
    void repairsADamagedByteFromAnotherCopy() throws Exception {
        network = NETWORKS.start(folder, 2, QUICK);
        Network.Agent hurt = network.agents.getFirst();
        for (int i = 0; i < 5; i++) store("doc-" + i, 1);
        network.stop(hurt);
        network.restart(hurt); // moves what is in the log into a table
        level();
        network.stop(hurt);
        Damage.replace(hurt.folder, "First part of doc-3; ", "First part of DOC-3; ");
        network.restart(hurt);

        assertThat(good(network.client().segment(Documents.key("doc-3"), Documents.version(1), 0)))
                .isEqualTo(Documents.segments("doc-3", 1).getFirst());
        level();
        only(hurt);
        assertThat(good(network.client().segment(Documents.key("doc-3"), Documents.version(1), 0)))
                .isEqualTo(Documents.segments("doc-3", 1).getFirst());
    }

    @Test
    void isLevelAgainSoonAfterDocumentsCameWhileCopiesCompared() {
        network = NETWORKS.start(folder, 3, QUICK);
        for (int i = 0; i < 60; i++) store("doc-" + i, i + 1);

        level();

        for (Network.Agent agent : network.agents) {
            assertThat(summaryOf(agent).documents()).isEqualTo(60);
        }
    }

    /** Waits until no copy says that it is behind and all count the same. */
    private void level() {
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        probe.awaitAssert(
                Duration.ofSeconds(20),
                Duration.ofMillis(100),
                () -> {
                    List<StoreRead.SummaryFound> all =
                            network.agents.stream().map(this::answerOf).toList();
                    assertThat(all).noneMatch(StoreRead.SummaryFound::behind);
                    assertThat(all)
                            .extracting(
                                    found -> found.summary().documents(),
                                    found -> found.summary().chunks(),
                                    found -> found.summary().pending())
                            .containsOnly(
                                    tuple(
                                            all.getFirst().summary().documents(),
                                            all.getFirst().summary().chunks(),
                                            all.getFirst().summary().pending()));
                    return 0;
                });
    }

    private Copies.PartitionSummary summaryOf(Network.Agent agent) {
        return answerOf(agent).summary();
    }

    private StoreRead.SummaryFound answerOf(Network.Agent agent) {
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        agent.hosts
                .host(0)
                .tell(
                        new dev.kith.store.host.PartitionHost.Read(
                                new StoreRead.AskSummary("", 1000, probe.getRef())));
        return probe.expectMessageClass(StoreRead.SummaryFound.class);
    }

    /** From now on only this agent is there. */
    private void only(Network.Agent agent) {
        for (Network.Agent other : network.agents) {
            if (other != agent && !network.down.contains(other)) network.stop(other);
        }
        if (network.down.contains(agent)) network.restart(agent);
    }

    private void store(String id, long millis) {
        for (StoreWrite write : Documents.whole(id, millis)) write(write);
    }

    private void write(StoreWrite write) {
        good(network.client().write(write, 0));
    }

    private static <T> T good(CompletionStage<Outcome<T>> stage) {
        return switch (Eventually.done(stage)) {
            case Outcome.Good<T>(var value) -> value;
            case Outcome.Bad<T>(var failure) -> throw new AssertionError(failure);
        };
    }
}
