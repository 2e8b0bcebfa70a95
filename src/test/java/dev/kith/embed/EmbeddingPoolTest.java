package dev.kith.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.idle.Reason;
import dev.kith.idle.Stance;
import dev.kith.vector.UnitVector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool's promise: bounded, queries first, texts in their order, and nothing runs on after. */
class EmbeddingPoolTest {
    private static final int IN_FLIGHT_MAX = 4;

    private static final Stance PAUSED =
            new Stance.Paused(
                    Instant.EPOCH, Reason.PERSON, Set.of(Reason.PERSON), Optional.empty());

    private final GatedModel model = new GatedModel();
    private final EmbeddingPool pool = pool(1);

    @AfterEach
    void close() {
        model.openGate();
        pool.close();
    }

    @Test
    void answersInTheOrderOfTheTexts() throws Exception {
        model.openGate();
        try (var wide = pool(3)) {
            var vectors =
                    await(wide.submit(false, List.of("a", "bb", "ccc", "dddd")).orElseThrow());

            assertThat(vectors)
                    .containsExactly(
                            GatedModel.vector("a"),
                            GatedModel.vector("bb"),
                            GatedModel.vector("ccc"),
                            GatedModel.vector("dddd"));
        }
    }

    @Test
    void takesWholeBatchesOrNothingBeyondTheLimit() throws Exception {
        var three = pool.submit(false, List.of("1", "2", "3")).orElseThrow();

        assertThat(pool.submit(false, List.of("4", "5"))).isEmpty();
        assertThat(pool.submit(false, List.of("4"))).isPresent();
        assertThat(pool.load().inFlight()).isEqualTo(IN_FLIGHT_MAX);

        model.openGate();
        await(three);
        model.awaitRuns(4);
        assertThat(pool.submit(true, List.of("q"))).isPresent();
    }

    @Test
    void bringsAModelAsManyPassagesAsItLikesTogether() throws Exception {
        model.together = 6;
        pool.submit(false, List.of("first"));
        model.awaitStarted("first");
        var rest = pool.submit(false, List.of("aa", "bbb", "cc")).orElseThrow();
        model.openGate();

        assertThat(await(rest))
                .containsExactly(
                        GatedModel.vector("aa"), GatedModel.vector("bbb"), GatedModel.vector("cc"));
        assertThat(model.packs())
                .containsExactly(List.of("first"), List.of("aa", "bbb"), List.of("cc"));
    }

    @Test
    void leavesEachThreadItsShareOfShortPassages() throws Exception {
        model.together = 100;
        try (var wide = pool(2)) {
            var all = wide.submit(false, List.of("a", "b", "c", "d")).orElseThrow();
            model.openGate();
            await(all);
        }

        assertThat(model.packs()).allSatisfy(pack -> assertThat(pack).hasSizeLessThan(3));
    }

    @Test
    void failsOnlyTheBatchOfThePassageThatTheModelFailsOn() throws Exception {
        model.together = 100;
        pool.submit(false, List.of("first"));
        model.awaitStarted("first");
        var bad = pool.submit(false, List.of("bad")).orElseThrow();
        var good = pool.submit(false, List.of("good")).orElseThrow();
        model.openGate();

        assertThat(await(good)).containsExactly(GatedModel.vector("good"));
        assertThatThrownBy(() -> await(bad)).hasCauseInstanceOf(ModelUnavailableException.class);
    }

    @Test
    void runsQueriesBeforePassagesThatWait() throws Exception {
        pool.submit(false, List.of("p1", "p2", "p3", "p4"));
        model.awaitStarted("p1");

        pool.submit(true, List.of("q1"));
        model.openGate();
        model.awaitRuns(5);

        assertThat(model.runs()).containsExactly("p1", "query q1", "p2", "p3", "p4");
    }

    @Test
    void failsOnlyTheBatchOfABadText() throws Exception {
        var bad = pool.submit(false, List.of("bad", "never run")).orElseThrow();
        var good = pool.submit(false, List.of("good")).orElseThrow();
        model.openGate();

        assertThatThrownBy(() -> await(bad)).hasCauseInstanceOf(ModelUnavailableException.class);
        assertThat(await(good)).containsExactly(GatedModel.vector("good"));
        assertThat(model.runs()).containsExactly("bad", "good");
    }

    @Test
    void finishesWhatRunsAndRefusesWhatWaitsWhenClosed() throws Exception {
        var running = pool.submit(false, List.of("running")).orElseThrow();
        var waiting = pool.submit(false, List.of("waiting")).orElseThrow();
        model.awaitStarted("running");

        var closing = Thread.ofPlatform().start(pool::close);
        assertThatThrownBy(() -> await(waiting)).isInstanceOf(CancellationException.class);
        assertThat(closing.isAlive()).isTrue();
        model.openGate();
        closing.join();

        assertThat(await(running)).containsExactly(GatedModel.vector("running"));
        assertThat(model.runs()).containsExactly("running");
        assertThat(pool.submit(true, List.of("late"))).isEmpty();
    }

    @Test
    void givesBackWhatIsNotBegunWhenItPausesAndFinishesTheRest() throws Exception {
        var begun = pool.submit(false, List.of("begun 1", "begun 2")).orElseThrow();
        model.awaitStarted("begun 1");
        var waiting = pool.submit(false, List.of("waiting")).orElseThrow();

        pool.follow(PAUSED);

        assertThatThrownBy(() -> await(waiting))
                .hasCauseInstanceOf(PausedException.class)
                .hasMessageContaining("a person uses this machine");
        assertThat(pool.submit(false, List.of("while it pauses"))).isEmpty();
        var query = pool.submit(true, List.of("q")).orElseThrow();
        model.openGate();
        assertThat(await(begun)).hasSize(2);
        assertThat(await(query)).hasSize(1);
        assertThat(model.runs()).containsExactlyInAnyOrder("begun 1", "begun 2", "query q");

        pool.follow(Stance.working(Instant.EPOCH));
        assertThat(await(pool.submit(false, List.of("after")).orElseThrow())).hasSize(1);
        assertThat(pool.pause()).isEmpty();
    }

    @Test
    void computesNoMorePassagesAtOnceThanItMay() throws Exception {
        try (var wide = pool(3)) {
            wide.follow(new Stance.Working(Instant.EPOCH, 1));
            var passages = wide.submit(false, List.of("1", "2", "3", "4")).orElseThrow();
            model.awaitStarted("1");
            wide.submit(true, List.of("q"));
            model.awaitStarted("query q");

            model.assertNoneStarted();
            model.openGate();
            assertThat(await(passages)).hasSize(4);
        }
    }

    @Test
    void measuresItsSpeed() throws Exception {
        assertThat(pool.load().textsPerSecond()).isZero();
        model.openGate();

        await(pool.submit(false, List.of("1234567890")).orElseThrow());
        model.awaitRuns(1);

        pool.close();
        assertThat(pool.load().textsPerSecond())
                .isEqualTo(100); // each run takes 10 ms by the clock
        assertThat(pool.load().charsPerSecond()).isEqualTo(1000);
        assertThat(pool.load().inFlight()).isZero();
    }

    private EmbeddingPool pool(int predictors) {
        var now = new AtomicReference<>(Instant.EPOCH);
        return EmbeddingPool.start(
                model,
                predictors,
                IN_FLIGHT_MAX,
                Thread.ofPlatform().daemon().name("pool-test-", 0).factory(),
                () -> now.getAndUpdate(t -> t.plus(Duration.ofMillis(10))));
    }

    private static List<UnitVector> await(CompletionStage<List<UnitVector>> stage)
            throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
