package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of a deletion: it is forgotten in the end, and yet no agent that returns brings the
 * document back, however long it was away; what that agent took in alone is not lost by it.
 */
class TombstoneTest {
    @RegisterExtension private static final Networks NETWORKS = new Networks();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long NOW = System.currentTimeMillis();
    private static final long OLD = NOW - Duration.ofHours(2).toMillis();
    private static final long LATER = NOW - Duration.ofHours(1).toMillis();
    private static final String QUICK =
            "sync-interval = 300ms, sync-pause = 50ms, sync-timeout = 1s, wake-interval = 1h,"
                    + " index-commit-interval = 200ms, repair-delay = 0s, copies-grace = 100ms,"
                    + " write-retry = 200ms, upkeep.scrub-period = 1s, upkeep.tombstone-keep = ";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Network network;

    @Test
    void keepsADeletionWhileAReturningAgentCouldUndoIt() {
        network = NETWORKS.start(folder, 3, QUICK + "30d");
        write(Documents.whole("gone", OLD));
        Network.Agent away = network.agents.get(2);
        awaitCopies("gone", 3, "committed");
        network.stop(away);
        write(List.of(Documents.settle(DocumentState.DELETED, "gone", LATER)));

        network.restart(away);

        awaitCopies("gone", 3, "deleted");
    }

    @Test
    void forgetsADeletionInTheEndAndStillNobodyBringsTheDocumentBack() {
        network = NETWORKS.start(folder, 3, QUICK + "2s");
        for (String id : List.of("gone", "kept")) write(Documents.whole(id, OLD));
        Network.Agent away = network.agents.get(2);
        awaitCopies("kept", 3, "committed");
        awaitCompany();
        network.stop(away);
        long deleted = System.currentTimeMillis();
        write(List.of(Documents.settle(DocumentState.DELETED, "gone", deleted)));
        awaitCopies("gone", 2, "unknown");
        List<Network.Agent> stayed = network.agents.subList(0, 2);
        stayed.forEach(network::stop);
        network.restart(away);
        write(Documents.whole("alone", NOW));

        stayed.forEach(network::restart);

        awaitCopies("alone", 3, "committed");
        awaitCopies("kept", 3, "committed");
        awaitCopies("gone", 3, "unknown");
        for (Network.Agent agent : List.copyOf(network.agents)) {
            network.agents.stream().filter(a -> a != agent).forEach(network.down::add);
            assertThat(Eventually.done(network.client().head(Documents.key("gone"))))
                    .isEqualTo(
                            Outcome.good(
                                    new Copies.Head(
                                            java.util.Optional.empty(),
                                            java.util.Optional.empty(),
                                            java.util.Optional.empty(),
                                            false,
                                            false)));
            network.down.clear();
        }
    }

    private void write(List<StoreWrite> writes) {
        for (StoreWrite write : writes) {
            assertThat(Eventually.done(network.client().write(write, 0)).toString())
                    .contains("Written");
        }
    }

    /** All have been level with each other for a while, and have written so. */
    private void awaitCompany() {
        NETWORKS.probe().expectNoMessage(Duration.ofSeconds(3));
    }

    private void awaitCopies(String id, int copies, String state) {
        NETWORKS.probe()
                .awaitAssert(
                        LONG,
                        Duration.ofMillis(200),
                        () -> {
                            var found =
                                    Eventually.done(network.client().holdings(Documents.key(id)));
                            assertThat(found).isInstanceOf(Outcome.Good.class);
                            var holdings = ((Outcome.Good<List<Copies.Holding>>) found).value();
                            assertThat(holdings).as(id).hasSize(copies);
                            assertThat(holdings)
                                    .as(id)
                                    .allSatisfy(h -> {
                                        assertThat(h.state()).isEqualTo(state);
                                        assertThat(h.behind()).isFalse();
                                        if (!state.equals("committed")) {
                                            assertThat(h.parts()).isZero();
                                        }
                                    });
                            return "";
                        });
    }
}
