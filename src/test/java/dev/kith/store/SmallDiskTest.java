package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.model.CopyId;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.store.log.LevelRecordLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A full disk's promise, on a real and small one: writes are refused as such, reads go on, and when
 * there is room again so do writes, without a restart. Needs the right to mount; skipped without.
 */
class SmallDiskTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final String QUICK =
            "sync-interval = 1h, wake-interval = 1h, disk-check-interval = 100ms,"
                    + " index-commit-interval = 200ms, disk-free-min = 0";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Network network;

    private boolean mounted;

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString());
        assumeTrue(mounted, "may not mount a small file system here");
        network = new Network(KIT, folder, 1, QUICK, LevelRecordLog.opener(1 << 16));
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (!mounted) return;
        network.stopAll();
        assertThat(run("umount", folder.toString())).isTrue();
    }

    @Test
    void refusesWritesAndGoesOnReadingUntilThereIsRoom() throws IOException {
        TestProbe<StoreWrite.Answer> probe = KIT.createTestProbe();
        assertThat(write(probe, "first")).isInstanceOf(StoreWrite.Synced.class);
        Path ballast = folder.resolve("ballast");
        fill(ballast);

        StoreWrite.Answer answer = write(probe, "one-more");
        for (int i = 0; i < 200 && answer instanceof StoreWrite.Synced; i++) {
            answer = write(probe, "more-" + i);
        }

        assertThat(answer).isInstanceOf(StoreWrite.Refused.class);
        assertThat(((StoreWrite.Refused) answer).failure().code())
                .isEqualTo(Failure.Code.STORAGE_FULL);
        var segment = network.client().segment(Documents.key("first"), Documents.version(1), 0);
        assertThat(Eventually.done(segment))
                .isEqualTo(Outcome.good(Documents.segments("first", 1).getFirst()));

        Files.delete(ballast);

        KIT.createTestProbe()
                .awaitAssert(
                        Duration.ofSeconds(40),
                        Duration.ofMillis(300),
                        () -> {
                            assertThat(write(probe, "after")).isInstanceOf(StoreWrite.Synced.class);
                            return "";
                        });
        assertThat(Eventually.done(network.client().head(Documents.key("first"))).toString())
                .contains("Title of first");
    }

    private StoreWrite.Answer write(TestProbe<StoreWrite.Answer> probe, String id) {
        network.tell(new CopyId(0, 0), new Storage.Write(Documents.put(id, 1), probe.getRef()));
        return probe.receiveMessage(Duration.ofSeconds(20));
    }

    /** Takes what room there is. */
    private static void fill(Path ballast) {
        try (var out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4096];
            for (int i = 0; i < 10_000; i++) out.write(block);
        } catch (IOException _) {
            return; // the disk is full, as it should be
        }
        throw new AssertionError("the disk is larger than it was made");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false; // there is no such command here
        }
    }
}
