package dev.kith.aggregate.search;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.aggregate.AggregateSettings;
import dev.kith.model.AgentId;
import dev.kith.model.CopyId;
import dev.kith.model.Failure;
import dev.kith.model.SearchMode;
import dev.kith.task.testing.PaperEnvelopes;
import dev.kith.wire.Answer;
import dev.kith.wire.MessageType;
import dev.kith.wire.Opened;
import dev.kith.wire.PartitionSearch;
import dev.kith.wire.Sealed;
import dev.kith.wire.SearchRequest;
import dev.kith.wire.SearchResult;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search desk answers every search once, sealed, and gathers no more at once than it may. */
class SearchDeskTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final AgentId ASKER = agent(9);

    private final PaperEnvelopes.Post post = new PaperEnvelopes.Post();
    private final TestProbe<Answer> answers = KIT.createTestProbe(Answer.class);
    private ActorRef<SearchDesk.Command> desk = KIT.system().ignoreRef();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void begin() {
        var settings =
                new AggregateSettings(
                        2,
                        0.98,
                        Duration.ofMinutes(2),
                        1,
                        Duration.ofMillis(150),
                        100,
                        0.5,
                        60,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2));
        var trade =
                new SearchDesk.Trade(
                        agent(0),
                        new PaperEnvelopes(post, agent(0)),
                        new SilentPartitions(),
                        _ -> false,
                        settings);
        desk = KIT.spawn(SearchDesk.create(trade));
    }

    @Test
    void answersASearchWithASealedResultAndRefusesOneTooMany() {
        desk.tell(new SearchDesk.Search("s1", sealedSearch(), answers.getRef()));
        desk.tell(new SearchDesk.Search("s2", sealedSearch(), answers.getRef()));

        var refused = answers.expectMessageClass(Answer.Refused.class);
        assertThat(refused.part()).isEqualTo("s2");
        assertThat(refused.failure().code()).isEqualTo(Failure.Code.OVERLOADED);
        TIME.timePasses(Duration.ofSeconds(1));
        var done = answers.expectMessageClass(Answer.Done.class);
        assertThat(done.part()).isEqualTo("s1");
        var opened =
                new PaperEnvelopes(post, ASKER)
                        .open(done.result(), MessageType.RESULT, ASKER.did(), SearchResult.class);
        assertThat(opened).isInstanceOf(Opened.Accepted.class);
        desk.tell(new SearchDesk.Search("s3", sealedSearch(), answers.getRef()));
        answers.expectNoMessage();
    }

    @Test
    void refusesASearchThatIsForSomebodyElse() {
        Sealed sealed =
                new PaperEnvelopes(post, ASKER)
                        .seal(MessageType.SEARCH, "t", "search-desk/another", "payload");

        desk.tell(new SearchDesk.Search("s", sealed, answers.getRef()));

        var refused = answers.expectMessageClass(Answer.Refused.class);
        assertThat(refused.failure().code()).isEqualTo(Failure.Code.REJECTED_MESSAGE);
    }

    private Sealed sealedSearch() {
        var request =
                new SearchRequest(
                        "default", "word", "", SearchMode.KEYWORD, "", 10, false, "z", 1000);
        return new PaperEnvelopes(post, ASKER)
                .seal(MessageType.SEARCH, "t", SearchDesk.audience(desk), request);
    }

    private static final class SilentPartitions implements PartitionDoor {
        @Override
        public int partitions() {
            return 1;
        }

        @Override
        public int copies() {
            return 1;
        }

        @Override
        public boolean local(CopyId copy) {
            return false;
        }

        @Override
        public boolean away(CopyId copy) {
            return false;
        }

        @Override
        public void tell(CopyId copy, PartitionSearch question) {
            // silence is the point
        }
    }
}
