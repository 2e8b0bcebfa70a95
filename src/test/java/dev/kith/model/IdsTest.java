package dev.kith.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids are the same everywhere, say what they must, and cannot be wrong. */
class IdsTest {
    private static final CollectionName NOTES = new CollectionName("notes");

    @Test
    void givesBytesTheIdThatIpfsToolsGive() {
        assertThat(ContentId.of("hello world").cid())
                .isEqualTo("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void findsTheDocumentsPartitionInItsTaskId(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            var key = new DocumentKey(NOTES, "document-" + random.nextLong());
            TaskId task = TaskId.of(key, ContentId.of("text"));
            int partitions = 1 + random.nextInt(256);

            assertThat(task.partition(partitions)).isEqualTo(key.partition(partitions));
        }
    }

    @Test
    void namesTheSameTaskForTheSameContentOnly() {
        var key = new DocumentKey(NOTES, "a");

        assertThat(TaskId.of(key, ContentId.of("x"))).isEqualTo(TaskId.of(key, ContentId.of("x")));
        assertThat(TaskId.of(key, ContentId.of("x")))
                .isNotEqualTo(TaskId.of(key, ContentId.of("y")));
    }

    @Test
    void refusesIdsThatCannotBeStored() {
        assertThatThrownBy(() -> new DocumentKey(NOTES, "x".repeat(513)))
                .hasMessageContaining("513 bytes");
        assertThatThrownBy(() -> new DocumentKey(NOTES, "a\u0000b"))
                .hasMessageContaining("control");
        assertThatThrownBy(() -> new DocumentKey(NOTES, "a\ud800"))
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> new CollectionName("No Spaces")).hasMessageContaining("No Spaces");
    }

    @Test
    void writesAndReadsCopies() {
        assertThat(new CopyId(7, 1).toString()).isEqualTo("p07-r1");
        assertThat(CopyId.parse("p07-r1")).isEqualTo(new CopyId(7, 1));
        assertThat(CopyId.parse("p123-r0")).isEqualTo(new CopyId(123, 0));
        assertThatThrownBy(() -> CopyId.parse("q7")).hasMessageContaining("q7");
    }

    @Test
    void movesTheClockOnEvenWhenTheWallStandsStill() {
        long first = Version.tick(0, 1_000);
        long second = Version.tick(first, 1_000);
        long third = Version.tick(second, 500);

        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
        assertThat(new Version(third, "a").millis()).isEqualTo(1_000);
        assertThat(new Version(5, "b")).isGreaterThan(new Version(5, "a"));
    }
}
