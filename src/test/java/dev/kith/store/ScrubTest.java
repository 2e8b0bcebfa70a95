package dev.kith.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.ChunkBatch;
import dev.kith.model.CopyId;
import dev.kith.model.DocumentState;
import dev.kith.model.Outcome;
import dev.kith.model.SearchMode;
import dev.kith.model.Segment;
import dev.kith.store.index.IndexSettings;
import dev.kith.store.index.LucenePartitionIndex;
import dev.kith.store.log.LevelRecordLog;
import dev.kith.wire.PartitionSearch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scrubber's promise (G7): what is damaged on disk is found though nobody asks for it, never
 * served, and whole again by itself where another copy has it; what was deleted leaves the disk.
 */
class ScrubTest {
    @RegisterExtension private static final Networks NETWORKS = new Networks();
    private static final int DOCUMENTS = 60;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String QUICK =
            "sync-interval = 400ms, sync-pause = 50ms, sync-timeout = 1s, wake-interval = 1h,"
                    + " index-commit-interval = 200ms, repair-delay = 0s,"
                    + " upkeep.scrub-period = 1s, upkeep.erase-after = 100ms,"
                    + " upkeep.orphan-keep = 100ms";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private Network network;

    @RepeatedTest(4)
    void repairsACopyWhereverItsFilesWereDamagedWhileItWasOff(RepetitionInfo repetition)
            throws IOException {
        long seed = 500L + repetition.getCurrentRepetition();
        start(2);
        fill();
        Network.Agent hurt = network.agents.get(1);
        network.stop(hurt);
        var random = new Random(seed);
        for (int i = 0; i < 3; i++) flip(anyFile(log(hurt), random), random);

        network.restart(hurt);

        awaitLevel("seed " + seed);
        network.stop(network.agents.get(0));
        for (int i = 1; i <= DOCUMENTS; i++) assertServed("doc-" + i, i, "seed " + seed);
    }

    @Test
    void findsDamageUnderARunningAgent() throws IOException {
        start(2);
        fill();
        Network.Agent hurt = network.agents.get(1);
        network.restart(hurt); // what is in the journal goes into tables
        awaitLevel("before");
        var random = new Random(11);
        for (Path table : files(log(hurt), ".sst")) flip(table, random);

        for (int i = 1; i <= DOCUMENTS; i++) assertServed("doc-" + i, i, "while it is found");
        awaitLevel("after");
        NETWORKS.probe()
                .awaitAssert(
                        LONG,
                        () -> {
                            assertThat(summary().pending()).isZero();
                            return "";
                        });
        network.stop(network.agents.get(0));
        for (int i = 1; i <= DOCUMENTS; i++) assertServed("doc-" + i, i, "from the repaired copy");
    }

    @Test
    void leavesNoByteOfADeletedDocumentOnAnyDisk() throws IOException {
        start(2);
        fill();
        String gone = Documents.text("doc-7", 7).substring(0, 20);
        assertThat(anywhere(gone)).isTrue();

        write(List.of(Documents.settle(DocumentState.DELETED, "doc-7", 900)));

        NETWORKS.probe()
                .awaitAssert(
                        LONG,
                        Duration.ofMillis(300),
                        () -> {
                            assertThat(anywhere(gone)).as("still on a disk").isFalse();
                            return "";
                        });
        assertThat(holdings("doc-7"))
                .hasSize(2)
                .allSatisfy(copy -> {
                    assertThat(copy.state()).isIn("deleted", "unknown"); // once it is collected
                    assertThat(copy.parts()).isZero();
                });
        assertThat(holdings("doc-8")).allSatisfy(copy -> assertThat(copy.parts()).isPositive());
        for (int i = 1; i <= DOCUMENTS; i++) if (i != 7) assertServed("doc-" + i, i, "kept");
        network.restart(network.agents.get(1));
        awaitLevel("after a restart", DOCUMENTS - 1);
    }

    @Test
    void letsGoOfTextThatWasSentAndNeverAccepted() {
        start(2);
        fill();
        var begun = Documents.segments("begun", 5_000);
        write(
                List.of(
                        new StoreWrite.PutSegments(
                                Documents.key("begun"), Documents.version(5_000), begun)));
        assertThat(holdings("begun")).anySatisfy(copy -> assertThat(copy.parts()).isPositive());

        NETWORKS.probe()
                .awaitAssert(
                        LONG,
                        Duration.ofMillis(300),
                        () -> {
                            assertThat(holdings("begun"))
                                    .hasSize(2)
                                    .allSatisfy(copy -> assertThat(copy.parts()).isZero());
                            return "";
                        });
        for (int i = 1; i <= DOCUMENTS; i++) assertServed("doc-" + i, i, "kept");
    }

    @Test
    void buildsADamagedIndexAgain() throws IOException {
        start(1);
        fill();
        assertThat(found()).hasSize(DOCUMENTS);
        Path index = network.agents.getFirst().folder.resolve("p00").resolve("index");
        var random = new Random(3);
        NETWORKS.probe()
                .awaitAssert(
                        LONG,
                        () -> {
                            assertThat(files(index, "")).hasSizeGreaterThan(3);
                            return "";
                        });
        int flipped = 0;
        for (Path file : files(index, ".cfs")) {
            flip(file, random);
            flipped++;
        }
        for (Path file : files(index, ".vec")) {
            flip(file, random);
            flipped++;
        }
        assertThat(flipped).isPositive();

        NETWORKS.probe()
                .awaitAssert(
                        LONG,
                        Duration.ofMillis(300),
                        () -> {
                            assertThat(found()).hasSize(DOCUMENTS);
                            return "";
                        });
    }

    @Test
    void aloneWithADamagedCopySaysThatItMayLackSomething() throws IOException {
        start(1);
        fill();
        Network.Agent only = network.agents.getFirst();
        network.restart(only);
        network.stop(only);
        Path table = files(log(only), ".sst").getLast();
        try (var file = new RandomAccessFile(table.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        network.restart(only);

        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        network.tell(
                new CopyId(0, 0),
                new Storage.Read(new StoreRead.AskHead(Documents.key("doc-1"), probe.getRef())));
        assertThat(probe.receiveMessage(Duration.ofSeconds(20)).behind()).isTrue();
        try (Stream<Path> all = Files.list(only.folder.resolve("p00"))) {
            assertThat(all.map(Path::toString).filter(p -> p.contains("log.damaged-"))).hasSize(1);
        }
    }

    private void start(int agents) {
        var settings =
                IndexSettings.from(
                        ConfigFactory.parseResources("kith/index.conf")
                                .resolve()
                                .getConfig("kith.store-index"));
        network =
                NETWORKS.start(
                        folder,
                        agents,
                        QUICK,
                        new Network.Files(
                                LevelRecordLog.opener(1 << 15),
                                path -> LucenePartitionIndex.open(path, settings)));
    }

    private void fill() {
        for (int i = 1; i <= DOCUMENTS; i++) write(Documents.whole("doc-" + i, i));
    }

    private void write(List<StoreWrite> writes) {
        for (StoreWrite write : writes) {
            assertThat(Eventually.done(network.client().write(write, 0)).toString())
                    .contains("Written");
        }
    }

    private void assertServed(String id, int millis, String when) {
        List<Segment> right = Documents.segments(id, millis);
        for (Segment segment : right) {
            var served =
                    Eventually.done(
                            network.client()
                                    .segment(
                                            Documents.key(id),
                                            Documents.version(millis),
                                            segment.index()));
            assertThat(served).as("%s, %s", id, when).isEqualTo(Outcome.good(segment));
            assertThat(chunks(id, millis, segment.index())).as("%s, %s", id, when).isOne();
        }
    }

    private int chunks(String id, int millis, int segment) {
        var key = Documents.key(id);
        return switch (Eventually.done(
                network.client().chunks(key, Documents.version(millis), segment))) {
            case Outcome.Good<List<ChunkBatch>>(var batches) ->
                    batches.stream().mapToInt(batch -> batch.chunks().size()).sum();
            case Outcome.Bad<List<ChunkBatch>>(var failure) ->
                    throw new AssertionError(failure.detail());
        };
    }

    /** Every copy says that it is not behind, three times in a row. */
    private void awaitLevel(String when) {
        awaitLevel(when, DOCUMENTS);
    }

    private void awaitLevel(String when, int documents) {
        TestProbe<StoreRead.Answer> probe = NETWORKS.probe();
        int[] level = {0};
        NETWORKS.probe()
                .awaitAssert(
                        LONG,
                        Duration.ofMillis(500),
                        () -> {
                            for (int copy = 0; copy < network.agents.size(); copy++) {
                                network.tell(
                                        new CopyId(0, copy),
                                        new Storage.Read(
                                                new StoreRead.AskSummary("", 0, probe.getRef())));
                                var answer = probe.receiveMessage(Duration.ofSeconds(10));
                                if (answer.behind()) level[0] = 0;
                                assertThat(answer.behind()).as(when).isFalse();
                                assertThat(answer.toString()).contains("documents=" + documents);
                            }
                            assertThat(++level[0]).isGreaterThan(3);
                            return "";
                        });
    }

    private Copies.PartitionSummary summary() {
        return switch (Eventually.done(network.client().summary(0, "", 0))) {
            case Outcome.Good<Copies.PartitionSummary>(var summary) -> summary;
            case Outcome.Bad<Copies.PartitionSummary>(var failure) ->
                    throw new AssertionError(failure.detail());
        };
    }

    private List<Copies.Holding> holdings(String id) {
        return switch (Eventually.done(network.client().holdings(Documents.key(id)))) {
            case Outcome.Good<List<Copies.Holding>>(var holdings) -> holdings;
            case Outcome.Bad<List<Copies.Holding>>(var failure) ->
                    throw new AssertionError(failure.detail());
        };
    }

    private List<String> found() {
        TestProbe<PartitionSearch.Reply> probe = NETWORKS.probe();
        var query =
                new PartitionSearch.Query("notes", "second part", "", SearchMode.KEYWORD, "", 90);
        ask(new PartitionSearch.AskStatistics(query, probe.getRef()));
        var statistics =
                probe.expectMessageClass(
                        PartitionSearch.StatisticsFound.class, Duration.ofSeconds(20));
        ask(new PartitionSearch.AskCandidates(query, statistics.statistics(), probe.getRef()));
        return probe
                .expectMessageClass(PartitionSearch.CandidatesFound.class, Duration.ofSeconds(20))
                .candidates()
                .stream()
                .map(candidate -> candidate.passage().document())
                .distinct()
                .toList();
    }

    private void ask(PartitionSearch question) {
        network.tell(new CopyId(0, 0), new Storage.Search(question));
    }

    private static Path log(Network.Agent agent) {
        return agent.folder.resolve("p00").resolve("log");
    }

    private static Path anyFile(Path folder, Random random) throws IOException {
        List<Path> files =
                files(folder, "").stream().filter(file -> file.toFile().length() > 0).toList();
        return files.get(random.nextInt(files.size()));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static void flip(Path file, Random random) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            if (bytes.length() == 0) return;
            long at = Math.floorMod(random.nextLong(), bytes.length());
            bytes.seek(at);
            int was = bytes.read();
            bytes.seek(at);
            bytes.write(was ^ (1 << random.nextInt(8)));
        }
    }

    private boolean anywhere(String text) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                try {
                    if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                        return true;
                    }
                } catch (java.nio.file.NoSuchFileException _) {
                    // went meanwhile, and its bytes with it
                }
            }
        }
        return false;
    }
}
