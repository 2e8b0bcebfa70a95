package dev.kith.reputation.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.kith.model.AgentId;
import dev.kith.model.Capability;
import dev.kith.reputation.Raters;
import dev.kith.reputation.ReputationSettings;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.RatingBook;
import dev.kith.reputation.book.Verdict;
import dev.kith.reputation.karma.KarmaSettings;
import dev.kith.wire.board.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent has seen of others is kept, told when it changed, and never about itself. */
class BookkeeperTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final KarmaSettings KARMA =
            KarmaSettings.from(ConfigFactory.load("application").getConfig("kith.karma"));
    private static final AgentId SELF = Raters.agent(0);
    private static final AgentId BEN = Raters.agent(1);
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.ofEpochMilli(Raters.START));

    private static final Offset<Double> PARTS = Offset.offset(1e-4);

    @TempDir private Path folder;
    private final TestProbe<Board.Command> board = KIT.createTestProbe(Board.Command.class);

    static ReputationSettings quick() {
        return publishingEvery(Duration.ofMillis(200));
    }

    static ReputationSettings founded(Set<AgentId> founders) {
        var quick = quick();
        var usual = quick.credibility();
        return new ReputationSettings(
                quick.evidence(),
                new ReputationSettings.Credence(
                        usual.pairMax(),
                        usual.priorWeight(),
                        usual.priorVouched(),
                        usual.priorStranger(),
                        usual.exponent(),
                        founders,
                        usual.founderMin(),
                        usual.sharedMin(),
                        usual.strangersMax()),
                quick.score(),
                quick.selection(),
                quick.publishInterval(),
                quick.refreshInterval(),
                quick.membersMax());
    }

    private static ReputationSettings publishingEvery(Duration interval) {
        var usual = Raters.SETTINGS;
        return new ReputationSettings(
                usual.evidence(),
                usual.credibility(),
                usual.score(),
                usual.selection(),
                interval,
                Duration.ofMillis(300),
                usual.membersMax());
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    private Path file() {
        return folder.resolve("deeper").resolve("ratings.json");
    }

    private LiveTrust trust() {
        return new LiveTrust(SELF, quick(), KARMA, CLOCK);
    }

    private ActorRef<Bookkeeper.Command> start(LiveTrust trust, Executor disk) {
        return start(trust, disk, quick());
    }

    private ActorRef<Bookkeeper.Command> start(
            LiveTrust trust, Executor disk, ReputationSettings settings) {
        var keeper =
                KIT.spawn(
                        Bookkeeper.create(
                                new Bookkeeper.Setup(
                                        settings,
                                        KARMA,
                                        board.getRef(),
                                        CLOCK,
                                        file(),
                                        disk,
                                        () -> Set.of(SELF, BEN)),
                                trust));
        board.fishForMessage(
                Duration.ofSeconds(30),
                command ->
                        command instanceof Board.Watch
                                ? FishingOutcomes.complete()
                                : FishingOutcomes.continueAndIgnore());
        return keeper;
    }

    private static Rating rating(AgentId subject, Verdict verdict) {
        return new Rating(subject, Capability.EMBED, verdict, EvidenceKind.AUDIT, 64, Raters.START);
    }

    private RatingBook pinned() {
        var pin = board.expectMessageClass(Board.Pin.class, Duration.ofSeconds(30));
        return BookRecords.read(SELF, pin.payload()).orElseThrow();
    }

    @Test
    void tellsWhatItHasSeenOnceAndSaysNothingOfItself() {
        LiveTrust trust = trust();
        start(trust, Runnable::run);

        trust.rate(rating(SELF, Verdict.PASS));
        trust.rate(rating(BEN, Verdict.PASS));

        RatingBook told = pinned();
        assertThat(told.entries()).hasSize(1);
        assertThat(told.entries().getFirst().subject()).isEqualTo(BEN);
        board.expectNoMessage(Duration.ofMillis(700));
        assertThat(trust.score(BEN, Capability.EMBED).trust()).isGreaterThan(0.5);
    }

    @Test
    void remembersAfterARestartWhatItHadSeen() {
        LiveTrust before = trust();
        var keeper = start(before, Runnable::run);
        for (int i = 0; i < 5; i++) before.rate(rating(BEN, Verdict.PASS));
        before.worked(BEN, Capability.EMBED, 100, Raters.START);
        pinned();
        board.awaitAssert(() -> {
            assertThat(before.score(BEN, Capability.EMBED).trust()).isGreaterThan(0.8);
            return null;
        });
        KIT.stop(keeper);

        LiveTrust after = trust();
        assertThat(after.score(BEN, Capability.EMBED).trust()).isEqualTo(0.5);
        start(after, Runnable::run);

        board.awaitAssert(() -> {
            assertThat(after.score(BEN, Capability.EMBED).trust())
                    .isCloseTo(before.score(BEN, Capability.EMBED).trust(), PARTS);
            assertThat(after.karma(BEN)).isCloseTo(KARMA.modelGflop(), PARTS);
            return null;
        });
    }

    @Test
    void keepsWhatWasRatedJustBeforeItEnds() {
        LiveTrust before = trust();
        var keeper = start(before, Runnable::run, publishingEvery(Duration.ofHours(1)));
        before.rate(rating(BEN, Verdict.FAIL));
        board.awaitAssert(() -> {
            assertThat(before.score(BEN, Capability.EMBED).trust()).isLessThan(0.5);
            return null;
        });
        assertThat(file()).doesNotExist();
        KIT.stop(keeper);

        assertThat(new LedgerFile(file(), SELF).read().book().entries()).hasSize(1);
    }

    @Test
    void beginsAnewWhereItsFileIsDamaged() throws IOException {
        Files.createDirectories(file().getParent());
        for (String damaged : List.of("{\"book\":", "null", "", "{}", "[1.5]")) {
            Files.writeString(file(), damaged);
            assertThat(new LedgerFile(file(), SELF).read()).isEqualTo(Ledger.empty(SELF));
        }
        LiveTrust trust = trust();
        start(trust, Runnable::run);

        trust.rate(rating(BEN, Verdict.PASS));

        assertThat(pinned().entries()).hasSize(1);
    }

    @Test
    void tellsOthersAlsoWhenItsDiskIsFull() throws IOException {
        Files.writeString(folder.resolve("deeper"), "a file where the folder should be");
        LiveTrust trust = trust();
        start(trust, Runnable::run);

        trust.rate(rating(BEN, Verdict.FAIL));

        assertThat(pinned().entries()).hasSize(1);
    }

    @Test
    void takesAllKarmaFromOneThatIsProvenWrong() {
        LiveTrust trust = trust();
        start(trust, Runnable::run);
        trust.worked(BEN, Capability.CHUNK, 50, Raters.START);
        board.awaitAssert(() -> {
            assertThat(trust.karma(BEN)).isEqualTo(5);
            return null;
        });

        trust.rate(rating(BEN, Verdict.FAIL));

        board.awaitAssert(() -> {
            assertThat(trust.karma(BEN)).isZero();
            return null;
        });
    }
}
