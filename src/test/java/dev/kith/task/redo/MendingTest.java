package dev.kith.task.redo;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.AuditSettings;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.store.StoreWrite;
import dev.kith.task.run.Task;
import dev.kith.task.testing.FixedDirectory;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Vectors that are gone from every copy are computed again, as long as there is a text. */
class MendingTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final Stock stock = new Stock(KIT, agent(9));

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void hasADocumentEmbeddedAgainWhoseTextIsWhole() {
        DocumentRecord torn = stock.put("torn", agent(1), agent(2));
        stock.put("whole", agent(1));
        stock.copies.lose(torn, false);

        assertThat(mend()).isEqualTo(1);

        DocumentRecord anew = newest(torn);
        assertThat(anew.state()).isEqualTo(DocumentState.PENDING);
        assertThat(anew.version()).isGreaterThan(torn.version());
        assertThat(stock.copies.text(anew)).isEqualTo(stock.copies.text(torn));
        assertThat(stock.tasks.expectMessageClass(Task.Wake.class).record()).isEqualTo(anew);
    }

    @Test
    void keepsTheVectorsThatCanStillBeRead() {
        DocumentRecord torn = stock.put("torn", agent(1), agent(2), agent(3));
        stock.copies.damage(torn, 1);

        assertThat(mend()).isEqualTo(1);

        assertThat(stock.copies.batches(newest(torn)))
                .extracting(batch -> batch.receipt().agent())
                .containsExactly(agent(1), agent(3));
    }

    @Test
    void leavesAloneWhatNobodyCanBringBack() {
        DocumentRecord gone = stock.put("gone", agent(1));
        stock.copies.lose(gone, true);
        DocumentRecord torn = stock.put("torn", agent(1));
        stock.copies.lose(torn, false);

        assertThat(mend()).isEqualTo(1); // and it does not keep the other waiting

        assertThat(newest(gone)).isEqualTo(gone);
        assertThat(newest(torn).state()).isEqualTo(DocumentState.PENDING);
    }

    @Test
    void writesNothingOfATextThatIsNotWhole() {
        DocumentRecord gone = stock.put("gone", agent(1));
        stock.copies.lose(gone, true);
        int writes = stock.copies.writes().size();

        mend();

        assertThat(stock.copies.writes()).hasSize(writes);
    }

    @Test
    void doesItOnceHoweverOftenItLooks() {
        stock.copies.lose(stock.put("torn", agent(1)), false);
        assertThat(mend()).isEqualTo(1);

        assertThat(mend()).isZero();
    }

    @Test
    void leavesAloneWhatWasDeleted() {
        DocumentRecord torn = stock.put("torn", agent(1));
        stock.copies.lose(torn, false);
        stock.copies.write(
                new StoreWrite.Settle(torn.with(DocumentState.DELETED, 0, Optional.empty())), 0);

        assertThat(mend()).isZero();
    }

    @Test
    void findsThemAllHoweverManyThereAre() {
        IntStream.range(0, 250)
                .forEach(i -> stock.copies.lose(stock.put("torn-" + i, agent(1)), i % 2 == 0));

        assertThat(mend()).isEqualTo(125);
    }

    @Test
    void looksByItself() {
        DocumentRecord torn = stock.put("torn", agent(1));
        stock.copies.lose(torn, false);

        KIT.spawn(Mender.create(stock.means(Stock.alone(), AuditSettings.shipped().memory())));

        assertThat(stock.tasks.expectMessageClass(Task.Wake.class).record().key())
                .isEqualTo(torn.key());
    }

    private DocumentRecord newest(DocumentRecord record) {
        return stock.copies.newest(record.key()).orElseThrow();
    }

    private int mend() {
        var means = stock.means(new FixedDirectory(), AuditSettings.shipped().memory());
        return Stock.count(new Mending(means, List.of(0, 1, 2, 3)).begin());
    }
}
