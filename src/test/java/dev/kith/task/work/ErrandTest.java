package dev.kith.task.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.model.Failure;
import dev.kith.placement.work.Homes;
import dev.kith.placement.work.Pick;
import dev.kith.placement.work.WorkPicker;
import dev.kith.reputation.FixedTrust;
import dev.kith.task.story.Try;
import dev.kith.task.testing.Agents;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.Picking;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.testkit.CallingThreadDispatcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Work that takes three times as long as it should is asked for once more, never more than once at
 * a time, and the first result counts.
 *
 * <p>What is sent is handled where it is sent, and timers where time passes: nothing here depends
 * on how fast the machine is.
 */
class ErrandTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final Duration SHOULD_TAKE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = SHOULD_TAKE.multipliedBy(3);

    /** Half as long again as the first. */
    private static final Duration SECOND_TIMEOUT = Duration.ofSeconds(30);

    /** More than the back-offs here, less than it takes until an attempt is slow. */
    private static final Duration BACKED_OFF = Duration.ofSeconds(2);

    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Failure BUSY = new Failure(Failure.Code.OVERLOADED, "busy");
    private static final Failure WRONG = new Failure(Failure.Code.CORRUPT_DATA, "wrong");
    private static final Failure BROKEN = new Failure(Failure.Code.MODEL_UNAVAILABLE, "broken");
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    3,
                    3.0,
                    Duration.ofSeconds(1));

    private final FixedDirectory directory = new FixedDirectory();
    private final WorkPicker picker = Picking.inOrder(directory);
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final List<Consumer<Errand.Attempted<String>>> attempts = new CopyOnWriteArrayList<>();
    private final List<AgentId> slow = new CopyOnWriteArrayList<>();
    private final List<Try> tries = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void knowHowLongItTakes() {
        know(picker);
    }

    private static void know(WorkPicker picker) {
        var piece = new WorkPicker.Piece(Capability.EMBED, 1, Integer::toString);
        var pick = picker.pick(piece, Set.of(), Set.of());
        picker.brought(pick, SHOULD_TAKE);
        picker.ended(pick);
    }

    @Test
    void asksForOnceMoreWhatIsLaterThanThreeTimesItsTime() {
        begin();
        pass(PATIENCE.minus(MOMENT));
        assertThat(attempts).hasSize(1);

        pass(MOMENT);
        assertThat(attempts).hasSize(2);
        pass(Duration.ofSeconds(15));

        assertThat(attempts).hasSize(2);
        assertThat(tries.getLast().because()).contains("2000 ms");
    }

    @Test
    void saysOnceWhichAgentIsSlow() {
        WorkPicker first = first();
        know(first);
        begin(first);

        pass(PATIENCE);
        assertThat(attempts).hasSize(2);
        pass(Duration.ofSeconds(5));

        assertThat(slow).containsExactly(Agents.id(1));
    }

    @Test
    void takesTheResultOfTheSlowOneIfItComesFirst() {
        takesTheFirstResult(0);
    }

    @Test
    void takesTheResultOfTheSecondIfItComesFirst() {
        takesTheFirstResult(1);
    }

    @Test
    void saysWhoWasLostWhileAtWorkOnIt() {
        begin(first());

        directory.lose(Agents.id(1));
        pass(Duration.ofSeconds(1));

        assertThat(heard).containsExactly("orphaned: " + Agents.id(1).did());
        assertThat(attempts).hasSize(1);
    }

    @Test
    void asksAgainButBlamesNobodyWhereAnAgentIsLostThatWasNotAsked() {
        begin(first());

        directory.lose(Agents.id(2));
        pass(Duration.ofSeconds(1));
        pass(BACKED_OFF);

        assertThat(attempts).hasSize(2);
        assertThat(tries.getLast().because()).isEqualTo("an agent was lost");
    }

    private void takesTheFirstResult(int first) {
        begin();
        pass(PATIENCE);
        assertThat(attempts).hasSize(2);

        attempts.get(first).accept(new Errand.Brought<>("first", "in time"));
        attempts.get(1 - first).accept(new Errand.Brought<>("second", "too late"));

        assertThat(heard).containsExactly("done: in time");
        assertThat(ends()).contains(first + " DONE first", (1 - first) + " NOT_NEEDED ");
    }

    @Test
    void asksAThirdWhereTheSecondFailsButNeverHasMoreThanTwoUnderWay() {
        begin();
        pass(PATIENCE);
        assertThat(attempts).hasSize(2);

        attempts.get(1).accept(new Errand.Refused<>("broken", BROKEN));
        pass(Duration.ofSeconds(1));
        assertThat(attempts).hasSize(3);
        pass(Duration.ofSeconds(15));

        assertThat(attempts).hasSize(3);
        assertThat(underWay()).isEqualTo(2);
    }

    @Test
    void asksNoThirdWhereTheSecondIsFullSinceAllMayBe() {
        begin();
        pass(PATIENCE);
        assertThat(attempts).hasSize(2);

        attempts.get(1).accept(new Errand.Refused<>("full", BUSY));
        pass(SECOND_TIMEOUT.minus(MOMENT));
        assertThat(attempts).hasSize(2);

        pass(MOMENT);
        pass(BACKED_OFF);
        assertThat(attempts).hasSize(3);
    }

    @Test
    void waitsLongerAfterWorkThatTookLonger() {
        begin();
        pass(PATIENCE);
        assertThat(attempts).hasSize(2);
        pass(Duration.ofSeconds(3));
        attempts.get(1).accept(new Errand.Brought<>("second", "it"));
        assertThat(heard).containsExactly("done: it");
        attempts.clear();

        begin();
        pass(PATIENCE.plusSeconds(1));

        assertThat(attempts).hasSize(1);
    }

    @Test
    void waitsForTheSecondWhereTheSlowOneRefusesAtLast() {
        begin();
        pass(PATIENCE);
        assertThat(attempts).hasSize(2);

        attempts.get(0).accept(new Errand.Refused<>("slow", BUSY));
        pass(Duration.ofSeconds(10));

        assertThat(attempts).hasSize(2);
        attempts.get(1).accept(new Errand.Brought<>("second", "it"));
        assertThat(heard).containsExactly("done: it");
    }

    @Test
    void asksAgainAfterTheTimeLimitAndStillHearsWhoWasSilent() {
        begin();
        pass(PATIENCE);
        assertThat(attempts).hasSize(2);
        pass(SECOND_TIMEOUT);
        pass(BACKED_OFF);
        assertThat(attempts).hasSize(3);

        assertThat(ends()).contains("0 LATE ", "1 LATE ");
        attempts.get(0).accept(new Errand.Brought<>("slow", "at last"));

        assertThat(heard).containsExactly("done: at last");
        assertThat(ends()).contains("0 DONE slow", "2 NOT_NEEDED ");
    }

    @Test
    void neverGivesUpBecauseItBelievesNobody() {
        begin();

        for (int i = 0; i < 6; i++) {
            attempts.getLast().accept(new Errand.Disbelieved<>("agent " + i, WRONG));
            pass(Duration.ofSeconds(2));
            assertThat(attempts).hasSize(i + 2);
        }

        attempts.getLast().accept(new Errand.Brought<>("another", "it"));
        assertThat(heard).containsExactly("done: it");
        assertThat(ends()).contains("0 REFUSED agent 0", "5 REFUSED agent 5");
    }

    @Test
    void neverAsksTwiceWhereThereIsNobodyElse() {
        directory.set(Capability.EMBED, 1);
        begin();

        pass(Duration.ofSeconds(15));

        assertThat(attempts).hasSize(1);
    }

    @Test
    void neverAsksTwiceWhileAllAgentsPause() {
        directory.agents = List.of(Agents.paused(1), Agents.paused(2), Agents.paused(3));
        begin();

        pass(Duration.ofSeconds(15));

        assertThat(attempts).hasSize(1);
    }

    @Test
    void leavesNothingUnderWayWhenItIsStopped() {
        directory.agents = List.of(Agents.working(1, 100));
        var errand = begin();
        pass(PATIENCE);

        KIT.stop(errand);

        assertThat(picker.standings(Capability.EMBED))
                .allSatisfy(standing -> assertThat(standing.underWay()).isZero());
    }

    private ActorRef<Errand.Command<String>> begin() {
        return begin(picker);
    }

    private ActorRef<Errand.Command<String>> begin(WorkPicker among) {
        var means = new Errand.Means(directory, among, POLICY, clock, new Random(1));
        var errand =
                KIT.spawn(
                        Errand.create(new Waiting(), means, this::hear),
                        DispatcherSelector.fromConfig(CallingThreadDispatcher.Id()));
        assertThat(attempts).hasSize(1);
        return errand;
    }

    /** Picks the first of two agents for everything. */
    private WorkPicker first() {
        directory.agents = List.of(Agents.working(1, 1), Agents.working(2, 1));
        return Picking.by(directory, new FixedTrust(), new AllAt(Agents.address(1)));
    }

    private record AllAt(String address) implements Homes {
        @Override
        public Optional<String> of(Capability trade, String entityId) {
            return Optional.of(address);
        }

        @Override
        public Map<String, Integer> counts(Capability trade) {
            return Map.of(address, 1);
        }
    }

    private void hear(Errand.Told<String> told) {
        switch (told) {
            case Errand.Done<String>(var value) -> heard.add("done: " + value);
            case Errand.GaveUp<String>(var failure) -> heard.add("gave up: " + failure);
            case Errand.Tried<String>(var tried) -> tries.add(tried);
            case Errand.Waits<String> _ -> {}
            case Errand.Orphaned<String>(var agent) -> heard.add("orphaned: " + agent);
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toMillis());
        TIME.timePasses(time);
    }

    private List<String> ends() {
        return tries.stream()
                .filter(tried -> tried.end() != Try.End.ASKED)
                .map(tried -> tried.salt() + " " + tried.end() + " " + tried.agent())
                .toList();
    }

    private long underWay() {
        var open = new HashSet<Integer>();
        for (Try tried : tries) {
            if (tried.end() == Try.End.ASKED) open.add(tried.salt());
            else open.remove(tried.salt());
        }
        return open.size();
    }

    /** Work that waits until the test says how it went. */
    private final class Waiting implements Work<String> {
        @Override
        public Capability capability() {
            return Capability.EMBED;
        }

        @Override
        public Place place() {
            return new Place(0, 0);
        }

        @Override
        public void slow(AgentId agent) {
            slow.add(agent);
        }

        @Override
        public double size() {
            return 1;
        }

        @Override
        public String entity(int salt) {
            return "task/0/0/" + salt;
        }

        @Override
        public Behavior<?> attempt(Pick pick, Consumer<Errand.Attempted<String>> told) {
            attempts.add(told);
            return Behaviors.empty();
        }
    }
}
