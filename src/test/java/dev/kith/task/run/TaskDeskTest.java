package dev.kith.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** No more weight than there is room for is let in, in the order of arrival. */
class TaskDeskTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final ActorRef<TaskDesk.Command> desk = KIT.spawn(TaskDesk.create(4, 2));
    private final TestProbe<TaskDesk.Seat> first = KIT.createTestProbe(TaskDesk.Seat.class);
    private final TestProbe<TaskDesk.Seat> second = KIT.createTestProbe(TaskDesk.Seat.class);
    private final TestProbe<TaskDesk.Seat> third = KIT.createTestProbe(TaskDesk.Seat.class);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void letsTheNextInWhenOneLeaves() {
        enter(first, 3);
        enter(second, 2);

        assertThat(first.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
        second.expectNoMessage();
        desk.tell(new TaskDesk.Leave(first.getRef()));

        assertThat(second.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
    }

    @Test
    void letsTheNextInWhenOneDies() {
        enter(first, 4);
        enter(second, 4);

        first.receiveMessage();
        first.stop();

        assertThat(second.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
    }

    @Test
    void letsTheHeaviestInAlone() {
        enter(first, 100);

        assertThat(first.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
        enter(second, 1);
        second.expectNoMessage();
    }

    @Test
    void turnsAwayWhoeverFindsTheLineFull() {
        enter(first, 4);
        enter(second, 1);
        enter(KIT.createTestProbe(TaskDesk.Seat.class), 1);

        enter(third, 1);

        assertThat(third.receiveMessage()).isEqualTo(TaskDesk.Seat.FULL);
    }

    @Test
    void givesUpAPlaceInLine() {
        enter(first, 4);
        enter(second, 4);
        enter(third, 4);
        first.receiveMessage();

        desk.tell(new TaskDesk.Leave(second.getRef()));
        desk.tell(new TaskDesk.Leave(first.getRef()));

        assertThat(third.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
        second.expectNoMessage();
    }

    private void enter(TestProbe<TaskDesk.Seat> who, int weight) {
        desk.tell(new TaskDesk.Enter(weight, who.getRef()));
    }
}
