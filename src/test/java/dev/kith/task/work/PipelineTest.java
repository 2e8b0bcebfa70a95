package dev.kith.task.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.Segment;
import dev.kith.task.testing.Samples;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every chunk is embedded and stored once, and never more is under way than the windows say. */
class PipelineTest {
    private static final Pipeline.Windows WINDOWS = new Pipeline.Windows(2, 3, 4, 1000, 5000);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21})
    void storesEveryChunkOnceInWhateverOrderAnswersCome(long seed) {
        var random = new Random(seed);
        int segments = random.nextInt(1, 12);
        var pipeline = new Pipeline(segments, WINDOWS);
        var atChunkers = new ArrayList<Integer>();
        var atEmbedders = new ArrayList<Batch>();
        var atStore = new ArrayDeque<List<ChunkBatch>>();
        var stored = new ArrayList<ChunkBatch>();
        int chunks = 0;
        while (!pipeline.complete()) {
            atChunkers.addAll(pipeline.takeSegments());
            atEmbedders.addAll(pipeline.takeBatches());
            List<ChunkBatch> write = pipeline.takeWrite();
            if (!write.isEmpty()) atStore.add(write);
            assertThat(atChunkers.size()).isLessThanOrEqualTo(2);
            assertThat(atEmbedders.size()).isLessThanOrEqualTo(3);
            assertThat(atStore.size()).isLessThanOrEqualTo(1);
            int which = random.nextInt(3);
            if (which == 0 && !atChunkers.isEmpty()) {
                Collections.shuffle(atChunkers, random);
                int index = atChunkers.removeLast();
                int count = random.nextInt(12);
                chunks += count;
                Segment segment = segment(index, count);
                pipeline.cut(segment, chunks(segment, count), List.of());
            } else if (which == 1 && !atEmbedders.isEmpty()) {
                Collections.shuffle(atEmbedders, random);
                Batch batch = atEmbedders.removeLast();
                pipeline.embedded(batch, Samples.vectors(Samples.agent(1), "m", batch.texts()));
            } else if (which == 2 && !atStore.isEmpty()) {
                stored.addAll(atStore.remove());
                pipeline.stored();
            }
        }

        assertThat(stored.stream().mapToInt(batch -> batch.chunks().size()).sum())
                .isEqualTo(chunks)
                .isEqualTo(pipeline.chunksDone());
        assertThat(stored.stream().map(batch -> batch.segment() + "/" + batch.batch()))
                .doesNotHaveDuplicates();
        assertThat(pipeline.segmentsDone()).isEqualTo(segments);
    }

    @Test
    void packsBatchesByCountAndByLength() {
        Segment segment = segment(0, 5);

        List<Batch> byCount = Batch.of(segment, chunks(segment, 5), 2, 1000);
        List<Batch> byLength = Batch.of(segment, chunks(segment, 5), 32, 25);

        assertThat(byCount).extracting(batch -> batch.chunks().size()).containsExactly(2, 2, 1);
        assertThat(byLength).extracting(batch -> batch.chunks().size()).containsExactly(2, 2, 1);
        assertThat(byCount).extracting(Batch::index).containsExactly(0, 1, 2);
        assertThat(byCount.get(1).texts()).containsExactly("passage 02", "passage 03");
    }

    @Test
    void namesTheTextsOfABatchAsReceiptsDo() {
        Segment segment = segment(0, 2);
        Batch batch = Batch.of(segment, chunks(segment, 2), 32, 1000).getFirst();

        assertThat(batch.input()).isEqualTo(Samples.input(List.of("passage 00", "passage 01")));
    }

    private static Segment segment(int index, int passages) {
        var text = new StringBuilder();
        for (int i = 0; i < Math.max(1, passages); i++) text.append("passage %02d".formatted(i));
        return new Segment(index, index * 1000, text.toString(), List.of());
    }

    private static List<Chunk> chunks(Segment segment, int count) {
        var chunks = new ArrayList<Chunk>();
        for (int i = 0; i < count; i++) {
            int start = segment.start() + i * 10;
            chunks.add(new Chunk(start, start + 10, 2, List.of()));
        }
        return chunks;
    }
}
