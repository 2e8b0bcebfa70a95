package dev.kith.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.api.backup.BackupCodec;
import dev.kith.api.backup.BackupLine;
import dev.kith.gateway.GatewaySettings;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.store.Documents;
import dev.kith.store.StoreRead;
import dev.kith.task.testing.MemoryCopies;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The promise of a backup's memory: what nobody has taken yet is not read from the store. */
class BackupStreamTest {
    private static final ActorTestKit KIT = ActorTestKit.create("backup");
    private static final int READ_AHEAD = 4;
    private static final int SEGMENT_CHARS = 16_000;
    private static final BackupLine.Begin BEGIN =
            new BackupLine.Begin(BackupCodec.FORMAT, "net", "home", "now", 0);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    /** As many documents as are asked for, of so many segments each. */
    private static final class Endless extends Reads {
        private final int segments;

        Endless(int segments) {
            this.segments = segments;
        }

        @Override
        public CompletionStage<Outcome<Page>> page(
                int partition, Optional<DocumentKey> after, int limit) {
            int from = after.map(key -> Integer.parseInt(key.id())).orElse(0);
            List<DocumentRecord> records =
                    java.util.stream.IntStream.rangeClosed(from + 1, from + limit)
                            .mapToObj(i -> record("%09d".formatted(i)))
                            .toList();
            return CompletableFuture.completedStage(
                    Outcome.good(new Page(records, Optional.of(records.getLast().key()))));
        }

        private DocumentRecord record(String id) {
            DocumentRecord r = Documents.committed(id, 1);
            return new DocumentRecord(
                    r.key(),
                    r.version(),
                    r.state(),
                    r.task(),
                    r.content(),
                    r.text(),
                    r.title(),
                    r.format(),
                    r.metadata(),
                    segments,
                    segments * SEGMENT_CHARS,
                    0,
                    0,
                    Optional.empty());
        }
    }

    /** Counts what is read. */
    private abstract static class Reads implements Copies {
        final MemoryCopies rest = new MemoryCopies();
        final AtomicLong segmentsRead = new AtomicLong();

        @Override
        public CompletionStage<Outcome<Segment>> segment(DocumentKey key, Version version, int i) {
            segmentsRead.incrementAndGet();
            var segment = new Segment(i, i * SEGMENT_CHARS, "x".repeat(SEGMENT_CHARS), List.of());
            return CompletableFuture.completedStage(Outcome.good(segment));
        }

        @Override
        public CompletionStage<Outcome<ChunkPage>> chunkPage(
                DocumentKey key, Version version, boolean vectors, StoreRead.BatchPlace from) {
            return rest.chunkPage(key, version, vectors, from);
        }

        @Override
        public CompletionStage<Outcome<Written>> write(
                dev.kith.store.StoreWrite write, int copies) {
            return rest.write(write, copies);
        }

        @Override
        public CompletionStage<Outcome<Head>> head(DocumentKey key) {
            return rest.head(key);
        }

        @Override
        public CompletionStage<Outcome<DocumentRecord>> task(dev.kith.model.TaskId task) {
            return rest.task(task);
        }

        @Override
        public CompletionStage<Outcome<List<DocumentKey>>> lost(
                int partition, Optional<DocumentKey> after, int limit) {
            return rest.lost(partition, after, limit);
        }

        @Override
        public CompletionStage<Outcome<PartitionSummary>> summary(
                int partition, String state, int limit) {
            return rest.summary(partition, state, limit);
        }

        @Override
        public CompletionStage<Outcome<List<Holding>>> holdings(DocumentKey key) {
            throw new UnsupportedOperationException("a backup never asks");
        }

        @Override
        public int copiesNow() {
            return 1;
        }

        @Override
        public int partitions() {
            return 1;
        }
    }

    @Test
    void readsAFewShortDocumentsAhead() throws Exception {
        var endless = new Endless(2);

        assertThat(segmentsPulled(endless, 50)).isLessThan(2 * (READ_AHEAD + 40));
    }

    @Test
    void readsALongDocumentPieceByPiece() throws Exception {
        var endless = new Endless(100_000);

        assertThat(segmentsPulled(endless, 50)).isLessThan(120);
    }

    /** Segments read beyond those in the first pieces, which are all that is taken. */
    private static long segmentsPulled(Endless endless, int pieces) throws Exception {
        var materializer = Materializer.matFromSystem(KIT.system());
        var settings =
                GatewaySettings.from(ConfigFactory.load("application").getConfig("kith.gateway"));
        var patience = new Patience(settings, InstantSource.system(), KIT.system());
        var stream = new BackupStream(endless, patience, READ_AHEAD, materializer);
        var queue = stream.bytes(BEGIN).runWith(Sink.queue(1), materializer);
        long bytes = 0;
        for (int i = 0; i < pieces; i++) {
            Optional<ByteString> piece =
                    queue.pull().toCompletableFuture().get(30, TimeUnit.SECONDS);
            bytes += piece.orElseThrow().size();
        }
        long before = -1;
        for (long now = 0; now != before; now = endless.segmentsRead.get()) {
            before = endless.segmentsRead.get();
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
        queue.cancel();
        return endless.segmentsRead.get() - bytes / SEGMENT_CHARS;
    }
}
