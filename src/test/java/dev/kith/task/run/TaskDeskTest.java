package dev.kith.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.task.testing.Desks;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * No more weight than there is room for is let in, in the order of arrival; whoever is to be alone
 * is, but holds nobody up for longer than is set.
 */
class TaskDeskTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final Duration ALONE_MAX = Duration.ofMinutes(2);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final ActorRef<TaskDesk.Command> desk = KIT.spawn(Desks.of(4, 2));
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
    void letsTheHeaviestInWithoutRoomForOthers() {
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

    @Test
    void letsOthersInForOneThatOnlyWaits() {
        enter(first, 4);
        enter(second, 4);
        enter(third, 4);
        first.receiveMessage();

        stall(first, true);

        assertThat(second.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
        third.expectNoMessage();
        stall(second, true);
        third.expectNoMessage();
        desk.tell(new TaskDesk.Leave(second.getRef()));
        assertThat(third.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
    }

    @Test
    void countsWhoeverWaitsNoMoreAgain() {
        enter(first, 3);
        first.receiveMessage();
        stall(first, true);
        stall(first, false);
        stall(first, false);

        enter(second, 2);
        second.expectNoMessage();
        stall(first, true);
        assertThat(second.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
        desk.tell(new TaskDesk.Leave(first.getRef()));
        enter(third, 3);
        third.expectNoMessage();
        desk.tell(new TaskDesk.Leave(second.getRef()));
        assertThat(third.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
    }

    @Test
    void letsWhoeverIsToBeAloneInWhenAllOthersHaveLeft() {
        enter(first, 1);
        first.receiveMessage();
        enterAlone(second);
        enter(third, 1);
        second.expectNoMessage();

        desk.tell(new TaskDesk.Leave(first.getRef()));

        assertThat(second.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
        third.expectNoMessage();
        desk.tell(new TaskDesk.Leave(second.getRef()));
        assertThat(third.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
    }

    @Test
    void letsOthersInBesideOneThatWasAloneForLong() {
        enterAlone(first);
        first.receiveMessage();
        enter(second, 1);

        pass(ALONE_MAX.minus(MOMENT));
        second.expectNoMessage();
        pass(MOMENT);

        assertThat(second.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
    }

    @Test
    void letsOneInBesideOthersThatWaitedForLongToBeAlone() {
        enter(first, 1);
        first.receiveMessage();
        enterAlone(second);
        enter(third, 1);

        pass(ALONE_MAX.minus(MOMENT));
        second.expectNoMessage();
        pass(MOMENT);

        assertThat(second.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
        third.expectNoMessage();
        pass(ALONE_MAX);
        assertThat(third.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
    }

    @Test
    void countsTheTimeAnewForTheNextThatIsToBeAlone() {
        enterAlone(first);
        first.receiveMessage();
        enterAlone(second);
        pass(ALONE_MAX.minus(MOMENT));
        desk.tell(new TaskDesk.Leave(first.getRef()));
        second.receiveMessage();
        enter(third, 1);

        pass(ALONE_MAX.minus(MOMENT));
        third.expectNoMessage();
        pass(MOMENT);

        assertThat(third.receiveMessage()).isEqualTo(TaskDesk.Seat.TAKEN);
    }

    private void stall(TestProbe<TaskDesk.Seat> who, boolean stalls) {
        desk.tell(new TaskDesk.Stall(stalls, who.getRef()));
    }

    private void enterAlone(TestProbe<TaskDesk.Seat> who) {
        desk.tell(new TaskDesk.Enter(1, true, who.getRef()));
    }

    /** Waiting for silence first lets the desk get at what it was told. */
    private void pass(Duration time) {
        first.expectNoMessage();
        TIME.timePasses(time);
    }

    private void enter(TestProbe<TaskDesk.Seat> who, int weight) {
        desk.tell(new TaskDesk.Enter(weight, false, who.getRef()));
    }
}
