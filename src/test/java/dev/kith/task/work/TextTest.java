package dev.kith.task.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.StoreWrite;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A text is given up only where no copy has it and none waits for it any more. */
class TextTest {
    private final MemoryCopies copies = new MemoryCopies();
    private final DocumentRecord record = Samples.record("doc", 1, 0);
    private final Segment segment = new Segment(0, 0, "one", List.of());

    @BeforeEach
    void store() {
        copies.write(new StoreWrite.PutDocument(record, List.of(segment)), 0);
    }

    @Test
    void isReadWhereACopyHasItWhateverElseIsMissing() {
        copies.lose(record, false);
        copies.forsake(record);

        assertThat(read()).isEqualTo(Outcome.good(Optional.of(segment)));
    }

    @Test
    void mayComeBackWhileItIsWaitedFor() {
        copies.lose(record, true);

        assertThat(code(read())).isEqualTo(Failure.Code.NOT_FOUND);
    }

    @Test
    void isGoneOnceNoCopyWaitsForIt() {
        copies.lose(record, true);
        copies.forsake(record);

        assertThat(read()).isEqualTo(Outcome.good(Optional.empty()));
    }

    @Test
    void mayComeBackWhereTheCopiesDoNotSay() {
        copies.lose(record, true);
        copies.forsake(record);
        copies.silentHeads(1);

        assertThat(code(read())).isEqualTo(Failure.Code.NOT_FOUND);
    }

    private Outcome<Optional<Segment>> read() {
        var read = new Text(copies, record).segment(0).toCompletableFuture();
        assertThat(read).isCompleted(); // everything is in memory
        return read.join();
    }

    private static Failure.Code code(Outcome<Optional<Segment>> outcome) {
        return switch (outcome) {
            case Outcome.Good<Optional<Segment>>(var value) -> throw new AssertionError(value);
            case Outcome.Bad<Optional<Segment>>(var failure) -> failure.code();
        };
    }
}
