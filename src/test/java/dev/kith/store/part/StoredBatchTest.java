package dev.kith.store.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.store.Documents;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stored batch's promise: as many chunks are counted as are read. */
class StoredBatchTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 23, 24, 300})
    void countsWhatItWouldRead(int chunks) throws IOException {
        byte[] value = StoredBatch.encode(batch(chunks));

        assertThat(StoredBatch.count(value)).isEqualTo(chunks);
        assertThat(StoredBatch.decode(value).chunks()).hasSize(chunks);
    }

    @Test
    void countsNothingWhereTheHeadIsCutShort() {
        byte[] value = StoredBatch.encode(batch(3));
        for (int cut = 0; cut < 40; cut++) {
            byte[] left = Arrays.copyOf(value, cut);
            assertThatThrownBy(() -> StoredBatch.count(left)).isInstanceOf(IOException.class);
        }
    }

    private static ChunkBatch batch(int chunks) {
        List<Chunk> pieces =
                IntStream.range(0, chunks)
                        .mapToObj(i -> new Chunk(i * 10, i * 10 + 9, 5, List.of("Heading " + i)))
                        .toList();
        String vector = UnitVector.of(1, 2, 3).toBase64();
        return new ChunkBatch(
                0,
                0,
                pieces,
                Collections.nCopies(chunks, vector),
                Documents.batches("a", 1).getFirst().receipt());
    }
}
