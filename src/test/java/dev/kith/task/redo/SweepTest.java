package dev.kith.task.redo;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Version;
import dev.kith.store.StoreWrite;
import dev.kith.task.run.Task;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a convicted agent computed comes again as a version of its own; what others did, stays. */
class SweepTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final AgentId LIAR = agent(9);

    private final Stock stock = new Stock(KIT, LIAR);
    private final MemoryCopies copies = stock.copies;

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void makesADocumentAnewButForTheBatchesOfOthers() {
        DocumentRecord wrong = stock.put("wrong", agent(1), LIAR, agent(2));
        stock.put("right", agent(1), agent(2));

        assertThat(sweep()).isEqualTo(1);

        DocumentRecord anew = copies.newest(wrong.key()).orElseThrow();
        assertThat(anew.state()).isEqualTo(DocumentState.PENDING);
        assertThat(anew.version()).isGreaterThan(wrong.version());
        assertThat(copies.text(anew)).isEqualTo(copies.text(wrong));
        assertThat(copies.batches(anew))
                .extracting(batch -> batch.receipt().agent())
                .containsExactly(agent(1), agent(2));
        assertThat(stock.tasks.expectMessageClass(Task.Wake.class).record()).isEqualTo(anew);
        assertThat(copies.newest(Samples.key("right")).orElseThrow().version().agent())
                .doesNotContain("~");
    }

    @Test
    void makesAnewWhatSaysThatItIsOldToo() {
        stock.now = Instant.EPOCH.plus(Duration.ofDays(4000));
        DocumentRecord wrong = stock.put("wrong", LIAR);

        assertThat(sweep()).isEqualTo(1);

        assertThat(copies.newest(wrong.key()).orElseThrow().state())
                .isEqualTo(DocumentState.PENDING);
    }

    @Test
    void doesItOnceHoweverOftenItLooks() {
        stock.put("wrong", LIAR);
        assertThat(sweep()).isEqualTo(1);
        int writes = copies.writes().size();

        assertThat(sweep()).isEqualTo(1);

        assertThat(copies.writes()).hasSize(writes);
    }

    @Test
    void leavesAloneWhatAUserIsPuttingAnew() {
        DocumentRecord wrong = stock.put("wrong", LIAR);
        var newer = new Version(wrong.version().time() + 1, "user");
        copies.write(
                new StoreWrite.PutDocument(record(wrong, newer, DocumentState.PENDING), List.of()),
                0);

        sweep();

        assertThat(copies.newest(wrong.key()).orElseThrow().version()).isEqualTo(newer);
    }

    /** Were it embedded again as the newest, what is pending would never be shown. */
    @Test
    void leavesItAloneThoughSomethingNewerStillHasFailed() {
        DocumentRecord wrong = stock.put("wrong", LIAR);
        var pending = new Version(wrong.version().time() + 1, "user");
        var failed = new Version(wrong.version().time() + 2, "user");
        copies.write(
                new StoreWrite.PutDocument(
                        record(wrong, pending, DocumentState.PENDING), List.of()),
                0);
        copies.write(new StoreWrite.Settle(record(wrong, failed, DocumentState.FAILED)), 0);

        sweep();

        assertThat(copies.newest(wrong.key()).orElseThrow().version()).isEqualTo(failed);
    }

    @Test
    void triesAgainUnderAnotherVersionWhenItFailed() {
        DocumentRecord wrong = stock.put("wrong", LIAR);
        sweep();
        DocumentRecord first = copies.newest(wrong.key()).orElseThrow();
        copies.write(
                new StoreWrite.Settle(first.with(DocumentState.FAILED, 0, Optional.empty())), 0);

        sweep();

        DocumentRecord second = copies.newest(wrong.key()).orElseThrow();
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(second.state()).isEqualTo(DocumentState.PENDING);
    }

    @Test
    void looksByItselfOnceSomebodyIsConvicted() {
        DocumentRecord wrong = stock.put("wrong", LIAR);
        var settings = AuditSettings.shipped().memory();
        var soon =
                new AuditSettings.Memory(
                        settings.proofLifetime(),
                        settings.agentsMax(),
                        settings.judgedMax(),
                        settings.keepInterval(),
                        Duration.ofMillis(50),
                        settings.sweepMax());

        KIT.spawn(Sweeper.create(stock.means(Stock.alone(), soon)));

        assertThat(stock.tasks.expectMessageClass(Task.Wake.class).record().key())
                .isEqualTo(wrong.key());
    }

    private int sweep() {
        var means = stock.means(new FixedDirectory(), AuditSettings.shipped().memory());
        return Stock.count(new Sweep(means, List.of(0, 1, 2, 3)).begin());
    }

    private static DocumentRecord record(DocumentRecord r, Version version, DocumentState state) {
        return new DocumentRecord(
                r.key(),
                version,
                state,
                r.task(),
                r.content(),
                r.text(),
                r.title(),
                r.format(),
                r.metadata(),
                r.segments(),
                r.chars(),
                0,
                r.deadline(),
                Optional.empty());
    }
}
