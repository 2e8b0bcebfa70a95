package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CopyId;
import dev.kith.model.DocumentKey;
import dev.kith.model.Failure;
import dev.kith.store.host.PartitionHost;
import dev.kith.store.log.LevelRecordLog;
import dev.kith.store.log.LogBatch;
import dev.kith.store.log.MemoryLog;
import dev.kith.store.log.RecordLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host's promise: nothing is acknowledged before it is synced, writes that wait share one sync,
 * and a full disk or queue is answered for instead of being suffered.
 */
class HostTest {
    @RegisterExtension private static final Networks NETWORKS = new Networks();
    private static final String QUICK =
            "sync-interval = 10s, sync-pause = 100ms, wake-interval = 1h, writes-in-flight-max = 8,"
                    + " disk-check-interval = 50ms, write-timeout = 2s, index-commit-interval = 1h";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Network network;

    private final Semaphore syncs = new Semaphore(1000);
    private final AtomicInteger written = new AtomicInteger();
    private final MemoryLog.Disk disk = new MemoryLog.Disk();

    @AfterEach
    void letItSync() {
        syncs.release(1000);
    }

    @Test
    void acknowledgesOnlyWhatIsSyncedAndSyncsAllThatWaitedTogether() {
        network = NETWORKS.start(folder, 1, QUICK, 1, this::slow);
        TestProbe<StoreWrite.Answer> probe = NETWORKS.probe();
        write(probe, "first");
        probe.expectMessageClass(StoreWrite.Synced.class);
        awaitLevel();
        syncs.drainPermits();
        int before = written.get();

        for (int i = 0; i < 6; i++) write(probe, "doc-" + i);
        probe.expectNoMessage(Duration.ofMillis(200));

        syncs.release(2);
        for (int i = 0; i < 6; i++) probe.expectMessageClass(StoreWrite.Synced.class);
        assertThat(written.get() - before).as("syncs for 6 writes").isEqualTo(2);
    }

    private void awaitLevel() {
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        probe.awaitAssert(() -> {
            network.agents
                    .getFirst()
                    .hosts
                    .host(0)
                    .tell(new PartitionHost.Read(new StoreRead.AskSummary("", 0, probe.getRef())));
            assertThat(probe.receiveMessage().behind()).isFalse();
            return 0;
        });
    }

    @Test
    void startsThoughOnePartitionCannotBeOpenedAndOpensItWhenItCan() throws IOException {
        network = NETWORKS.start(folder, 1, QUICK);
        TestProbe<StoreWrite.Answer> probe = NETWORKS.probe();
        write(probe, "first");
        probe.expectMessageClass(StoreWrite.Synced.class);
        Network.Agent agent = network.agents.getFirst();
        network.stop(agent);
        Path log = agent.folder.resolve("p00").resolve("log");
        Path away = Files.move(log, agent.folder.resolve("away"));
        Files.writeString(log, "a file where a folder should be");

        network.restart(agent);
        assertThat(agent.hosts.open()).succeedsWithin(Duration.ofSeconds(10));
        Files.delete(log);
        Files.move(away, log);

        probe.awaitAssert(
                Duration.ofSeconds(20),
                () -> {
                    write(probe, "second");
                    probe.expectMessageClass(StoreWrite.Synced.class);
                    return 0;
                });
    }

    @Test
    void refusesWhatItCannotHold() {
        network = NETWORKS.start(folder, 1, QUICK, 1, this::slow);
        TestProbe<StoreWrite.Answer> probe = NETWORKS.probe();
        write(probe, "first");
        probe.expectMessageClass(StoreWrite.Synced.class);
        syncs.drainPermits();

        for (int i = 0; i < 12; i++) write(probe, "doc-" + i);

        for (int i = 0; i < 3; i++) {
            var refused = probe.expectMessageClass(StoreWrite.Refused.class);
            assertThat(refused.failure().code()).isEqualTo(Failure.Code.OVERLOADED);
        }
        syncs.release(10);
        for (int i = 0; i < 9; i++) probe.expectMessageClass(StoreWrite.Synced.class);
    }

    @Test
    void refusesWritesOnAFullDiskGoesOnReadingAndRecoversByItself() {
        network = NETWORKS.start(folder, 1, QUICK, 1, _ -> disk.open());
        TestProbe<StoreWrite.Answer> probe = NETWORKS.probe();
        write(probe, "first");
        probe.expectMessageClass(StoreWrite.Synced.class);
        awaitLevel();

        disk.full = true;
        write(probe, "second");
        var refused = probe.expectMessageClass(StoreWrite.Refused.class);
        assertThat(refused.failure().code()).isEqualTo(Failure.Code.STORAGE_FULL);
        var head = Eventually.done(network.client().head(Documents.key("first")));
        assertThat(head.toString()).contains("Title of first");

        disk.full = false;
        write(probe, "second");
        probe.expectMessageClass(StoreWrite.Synced.class);
    }

    @Test
    void refusesWritesBeyondItsShareOfTheDisk() {
        network =
                NETWORKS.start(
                        folder,
                        1,
                        QUICK + ", disk-max = 20000",
                        1,
                        path -> LevelRecordLog.open(path, 1 << 16));
        TestProbe<StoreWrite.Answer> probe = NETWORKS.probe();

        probe.awaitAssert(
                Duration.ofSeconds(10),
                Duration.ofMillis(5),
                () -> {
                    write(probe, "doc-" + written.incrementAndGet());
                    var refused = probe.expectMessageClass(StoreWrite.Refused.class);
                    assertThat(refused.failure().code()).isEqualTo(Failure.Code.STORAGE_FULL);
                    return 0;
                });
        var head = Eventually.done(network.client().head(Documents.key("doc-1")));
        assertThat(head.toString()).contains("Title of doc-1");
    }

    @Test
    void servesTwoDoorsFromOneSetOfFiles() {
        network = NETWORKS.start(folder, 1, QUICK, 1, this::slow);
        TestProbe<StoreWrite.Answer> writes = NETWORKS.probe();
        TestProbe<StoreRead.Answer> reads = NETWORKS.probe();
        write(writes, "a");
        writes.expectMessageClass(StoreWrite.Synced.class);

        network.tell(
                new CopyId(0, 2),
                new Storage.Read(new StoreRead.AskHead(Documents.key("a"), reads.getRef())));

        assertThat(reads.expectMessageClass(StoreRead.HeadFound.class).newest()).isPresent();
    }

    @Test
    void refusesADocumentOfAnotherPartition() {
        network = NETWORKS.start(folder, 1, QUICK, 16, this::slow);
        TestProbe<StoreWrite.Answer> probe = NETWORKS.probe();
        DocumentKey key = Documents.key("a");

        network.tell(
                new CopyId((key.partition(16) + 1) % 16, 0),
                new Storage.Write(Documents.put("a", 1), probe.getRef()));

        var refused = probe.expectMessageClass(StoreWrite.Refused.class);
        assertThat(refused.failure().code()).isEqualTo(Failure.Code.INVALID_INPUT);
    }

    @Test
    void closesSixteenPartitionsSoon() {
        network = NETWORKS.start(folder, 1, QUICK, 16, path -> LevelRecordLog.open(path, 1 << 20));
        var stages = new ArrayList<java.util.concurrent.CompletionStage<?>>();
        for (int i = 0; i < 100; i++) {
            stages.add(network.client().write(Documents.put("doc-" + i, 1), 0));
        }
        stages.forEach(Eventually::done);
        long start = System.nanoTime();

        Eventually.done(network.agents.getFirst().hosts.close());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private void write(TestProbe<StoreWrite.Answer> probe, String id) {
        network.tell(new CopyId(0, 0), new Storage.Write(Documents.put(id, 1), probe.getRef()));
    }

    /** A log whose every sync takes a permit. */
    private RecordLog slow(Path path) throws IOException {
        RecordLog log = LevelRecordLog.open(path, 1 << 20);
        return new RecordLog() {
            @Override
            public Optional<byte[]> get(byte[] key) throws IOException {
                return log.get(key);
            }

            @Override
            public void write(LogBatch batch) throws IOException {
                syncs.acquireUninterruptibly();
                log.write(batch);
                written.incrementAndGet();
            }

            @Override
            public void scan(byte[] from, byte[] until, Visitor visitor) throws IOException {
                log.scan(from, until, visitor);
            }

            @Override
            public void close() {
                log.close();
            }
        };
    }
}
