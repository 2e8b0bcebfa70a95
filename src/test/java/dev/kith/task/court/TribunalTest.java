package dev.kith.task.court;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import dev.kith.audit.evidence.Opening;
import dev.kith.embed.EmbeddingPool;
import dev.kith.model.AgentId;
import dev.kith.model.Receipt;
import dev.kith.task.testing.FixedDirectory;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.WordModel;
import dev.kith.task.verify.OwnModel;
import dev.kith.wire.board.Board;
import dev.kith.wire.board.BoardCast;
import dev.kith.wire.record.Kind;
import dev.kith.wire.record.Proofs;
import dev.kith.wire.record.RecordCheck;
import dev.kith.wire.record.SignedRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others pin convicts whom members of the network have shown to be wrong, and nobody else. */
class TribunalTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final int SELF = 0;
    private static final int LIAR = 1;
    private static final List<String> TEXTS = List.of("one text", "beside it");

    private final RecordCheck check = BoardCast.check();
    private final Map<Integer, SignedRecords> posted = new ConcurrentHashMap<>();
    private final Map<AgentId, String> members = new ConcurrentHashMap<>();
    private final TestProbe<Board.Command> board = KIT.createTestProbe(Board.Command.class);
    private final TestProbe<Set<AgentId>> changes = KIT.createTestProbe();
    private final Convictions convictions = new Convictions();
    private Optional<EmbeddingPool> pool = Optional.empty();
    private Optional<ActorRef<Tribunal.Command>> tribunal = Optional.empty();
    private long version;

    @TempDir Path folder;

    @BeforeEach
    void begin() {
        for (int member = 0; member < 6; member++) join(member);
        convictions.onChange(() -> changes.getRef().tell(convictions.all()));
    }

    @AfterEach
    void end() {
        tribunal.ifPresent(KIT::stop);
        pool.ifPresent(EmbeddingPool::close);
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void hearsNoKeysThatAMemberMadeUp() {
        var reader = tribunal(false, _ -> true);

        for (int stranger = 50; stranger < 54; stranger++) pin(reader, stranger, SELF, 4, 5);
        pin(reader, 2, LIAR);
        pin(reader, 3, LIAR);

        changes.expectMessage(ids(LIAR));
    }

    @Test
    void hearsWhatAnAgentHasPinnedOnceItIsAMember() {
        var reader = tribunal(false, _ -> true);
        pin(reader, 2, LIAR);
        pin(reader, 50, LIAR);
        changes.expectNoMessage(Duration.ofMillis(200));

        join(50);
        TIME.timePasses(Duration.ofSeconds(2));

        changes.expectMessage(ids(LIAR));
    }

    @Test
    void hearsNobodyWhoIsProvenToSayTwoThingsAtOnce() {
        var reader = tribunal(false, _ -> true);
        Proofs proofs = Proofs.empty(check).put(forked(3).forks().getFirst());
        reader.tell(new Board.Proven(BoardCast.bucket(id(3)), proofs));

        pin(reader, 2, SELF, LIAR);
        pin(reader, 3, SELF, LIAR);
        changes.expectNoMessage(Duration.ofMillis(200));
        pin(reader, 4, LIAR);

        changes.expectMessage(ids(LIAR));
    }

    @Test
    void doubtsItselfByWhatItHasSignedThoughItWouldComputeTheSame() {
        var reader = tribunal(true, _ -> true);

        pin(reader, 2, SELF, 5);
        pin(reader, 3, SELF, 5);

        changes.expectMessage(ids(SELF));
    }

    private void join(int member) {
        members.put(id(member), "owner " + member);
    }

    /** What it hears by; the receipts are signed where {@code signed} says so. */
    private ActorRef<Board.News> tribunal(boolean able, Predicate<Receipt> signed) {
        if (able) {
            var threads = Thread.ofPlatform().daemon().factory();
            var clock = InstantSource.system();
            pool = Optional.of(EmbeddingPool.start(new WordModel(), 1, 100, threads, clock));
        }
        var settings = AuditSettings.shipped();
        var own = new OwnModel(pool, new Agreement(settings.tolerances()), Optional::empty);
        tribunal =
                Optional.of(
                        KIT.spawn(
                                Tribunal.create(
                                        new CourtMeans(
                                                id(SELF),
                                                new FixedDirectory(),
                                                () -> members,
                                                own,
                                                signed,
                                                convictions,
                                                board.getRef(),
                                                kept("evidence.json"),
                                                kept("docket.json"),
                                                () -> Instant.ofEpochMilli(1),
                                                settings))));
        return board.expectMessageClass(Board.Watch.class).reader();
    }

    private KeptFile kept(String name) {
        return new KeptFile(folder.resolve(name), Runnable::run, "it begins anew");
    }

    /** An agent says that these are wrong, and shows a result of each, which is right. */
    private void pin(ActorRef<Board.News> reader, int agent, int... accused) {
        List<Opening> openings = Arrays.stream(accused).mapToObj(this::opening).toList();
        var page = Testimony.write(openings, Kind.EVIDENCE.payloadBytesMax()).utf8String();
        var record = BoardCast.record(Kind.EVIDENCE, agent, ++version, page);
        int bucket = BoardCast.bucket(id(agent));
        SignedRecords all = posted.getOrDefault(bucket, SignedRecords.empty(check)).put(record);
        posted.put(bucket, all);
        reader.tell(new Board.Posted(Kind.EVIDENCE, bucket, all));
    }

    private Opening opening(int accused) {
        var vectors = TEXTS.stream().map(WordModel::vector).toList();
        var result = Samples.result(id(accused), WordModel.FINGERPRINT, TEXTS, vectors);
        return Opening.of(result.receipt(), TEXTS, result.vectors(), 0);
    }

    private SignedRecords forked(int agent) {
        return SignedRecords.empty(check)
                .put(BoardCast.record(Kind.EVIDENCE, agent, 1, "one"))
                .put(BoardCast.record(Kind.EVIDENCE, agent, 1, "other"));
    }

    private static AgentId id(int agent) {
        return BoardCast.agent(agent).id();
    }

    private static Set<AgentId> ids(int... agents) {
        return Arrays.stream(agents).mapToObj(TribunalTest::id).collect(Collectors.toSet());
    }
}
