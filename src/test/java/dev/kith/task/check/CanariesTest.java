package dev.kith.task.check;

import static dev.kith.task.testing.Samples.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.AuditSettings;
import dev.kith.model.AgentId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Version;
import dev.kith.reputation.book.EvidenceKind;
import dev.kith.reputation.book.Rating;
import dev.kith.reputation.book.Verdict;
import dev.kith.store.StoreWrite;
import dev.kith.task.check.CheckRoom.Accused;
import dev.kith.task.testing.Samples;
import dev.kith.task.testing.WordModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever works is now and then given a stored batch whose vectors are known, and cannot tell; a
 * wrong answer is proof, a right one counts like a check passed, and silence nothing.
 */
class CanariesTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final AgentId AUTHOR = agent(1);
    private static final AgentId WORKER = agent(2);
    private static final DocumentRecord KNOWN = Samples.record("known", 1, 0);
    private static final List<String> TEXTS = texts("known", 4);

    private final CheckRoom room = new CheckRoom(KIT);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void countsARightAnswerAsACheckPassed() {
        Checks checks = knowing(always(), true);

        work(checks, WORKER);

        Rating rating = ringer();
        assertThat(rating.subject()).isEqualTo(WORKER);
        assertThat(rating.verdict()).isEqualTo(Verdict.PASS);
        assertThat(rating.chunks()).isEqualTo(TEXTS.size());
        assertThat(room.accused).isEmpty();
    }

    @Test
    void provesAWrongAnswerByWhatThisAgentComputedItself() {
        Checks checks = knowing(always(), true);
        room.others.liars.add(WORKER);

        work(checks, WORKER);

        Rating rating = ringer();
        assertThat(rating.verdict()).isEqualTo(Verdict.FAIL);
        Accused one = accused().getFirst();
        assertThat(one.certain()).isTrue();
        assertThat(one.opening().matches()).isTrue();
        assertThat(one.opening().text()).isEqualTo(TEXTS.getFirst());
        assertThat(one.opening().receipt().agent()).isEqualTo(WORKER);
    }

    @Test
    void provesNothingOnceItsOwnModelIsNotTheNetworks() {
        Checks checks = knowing(always(), true);
        room.others.liars.add(WORKER);
        room.unfit = Optional.of("probe tides differs");

        work(checks, WORKER);

        ringer();
        assertThat(accused()).extracting(Accused::certain).containsOnly(false);
    }

    @Test
    void looksExactlyLikeTheWorkThatItWas() {
        Checks checks = knowing(always(), true);

        work(checks, WORKER);
        ringer();

        assertThat(room.others.requests).hasSize(1);
        var request = room.others.requests.getFirst();
        assertThat(request.texts()).isEqualTo(TEXTS);
        assertThat(request.entityId()).matches(KNOWN.task().value() + "/0/0/\\d{1,3}");
        int salt = Integer.parseInt(request.entityId().replaceAll(".*/", ""));
        assertThat(salt).isLessThan(128);
    }

    @Test
    void givesNobodyWhatItHasComputedItself() {
        Checks checks = knowing(always(), true);

        for (int i = 0; i < 5; i++) work(checks, AUTHOR);

        assertThat(room.others.requests).isEmpty();
    }

    @Test
    void givesNothingThatIsNotStoredAnyMore() {
        Checks checks = knowing(always(), true);
        write(DocumentState.DELETED, new Version(2L << 20, "maker"));

        for (int i = 0; i < 5; i++) work(checks, WORKER);
        for (int i = 0; i < 5; i++) work(checks, agent(3));

        assertThat(room.others.requests).isEmpty();
        assertThat(room.ratings).extracting(Rating::kind).doesNotContain(EvidenceKind.RINGER);
    }

    @Test
    void givesAnotherAfterOneThatBroke() {
        Checks checks = knowing(always(), true);
        room.others.broken = true;
        work(checks, WORKER);

        KIT.createTestProbe()
                .awaitAssert(
                        Duration.ofSeconds(20),
                        () -> {
                            work(checks, agent(3));
                            assertThat(room.others.requests).isNotEmpty();
                            return true;
                        });

        assertThat(ringer().subject()).isEqualTo(agent(3));
    }

    @Test
    void givesATrustedAgentOnlyASmallShare() {
        int batches = 400;
        Checks checks = knowing(AuditSettings.shipped().canaries(), true);

        for (int i = 0; i < batches; i++) work(checks, WORKER);

        int given = room.others.requests.stream().mapToInt(r -> r.texts().size()).sum();
        assertThat(given).isLessThan(batches * TEXTS.size() / 64 + TEXTS.size());
    }

    @Test
    void givesNoneWhereNoneAreWanted() {
        var shipped = AuditSettings.shipped().canaries();
        Checks checks = knowing(with(shipped, 0, 1), true);

        for (int i = 0; i < 20; i++) work(checks, WORKER);

        assertThat(room.others.requests).isEmpty();
    }

    @Test
    void knowsWhatThreeOwnersSayButProvesNothingByIt() {
        room.network("ann", "bob", "cleo", "dan");
        AgentId fourth = agent(4);
        write(DocumentState.COMMITTED, KNOWN.version());
        Checks checks = room.checks(false, settings("quorum:3", always()));
        check(checks, KNOWN, AUTHOR, TEXTS);
        List<AgentId> asked = List.copyOf(room.others.answered);
        AgentId left =
                List.of(WORKER, agent(3), fourth).stream()
                        .filter(agent -> !asked.contains(agent))
                        .findFirst()
                        .orElseThrow();
        room.others.liars.add(left);

        work(checks, left);

        assertThat(ringer().subject()).isEqualTo(left);
        assertThat(room.accused)
                .filteredOn(one -> one.opening().text().equals(TEXTS.getFirst()))
                .extracting(Accused::certain)
                .containsExactly(false);
    }

    /** An inspector that has verified one stored batch of agent 1. */
    private Checks knowing(AuditSettings.Canaries canaries, boolean able) {
        room.network("ann", "bob", "cleo");
        write(DocumentState.COMMITTED, KNOWN.version());
        Checks checks = room.checks(able, settings("adaptive", canaries));
        assertThat(check(checks, KNOWN, AUTHOR, TEXTS)).isEmpty();
        return checks;
    }

    /** Nobody is silent here, but the machine may be busy. */
    private static AuditSettings settings(String verify, AuditSettings.Canaries canaries) {
        return CheckRoom.settings(verify, canaries, Duration.ofSeconds(20));
    }

    /** So many that every batch brings a canary, where there is one. */
    private static AuditSettings.Canaries always() {
        return with(AuditSettings.shipped().canaries(), 100, 1);
    }

    private static AuditSettings.Canaries with(
            AuditSettings.Canaries some, int batchMax, int workTexts) {
        return new AuditSettings.Canaries(
                some.poolMax(),
                some.usesMax(),
                some.refreshShare(),
                TEXTS.size(),
                workTexts,
                batchMax,
                some.trustedShare());
    }

    private void write(DocumentState state, Version version) {
        var record =
                new DocumentRecord(
                        KNOWN.key(),
                        version,
                        state,
                        KNOWN.task(),
                        KNOWN.content(),
                        KNOWN.text(),
                        KNOWN.title(),
                        KNOWN.format(),
                        KNOWN.metadata(),
                        KNOWN.segments(),
                        KNOWN.chars(),
                        TEXTS.size(),
                        KNOWN.deadline(),
                        Optional.empty());
        room.copies.write(new StoreWrite.PutDocument(record, List.of()), 0);
    }

    /** Some honest batch of texts that are too many to become a canary themselves. */
    private void work(Checks checks, AgentId author) {
        var record = Samples.record("work", 1, 0);
        assertThat(check(checks, record, author, texts("work", TEXTS.size() + 1))).isEmpty();
    }

    private Optional<Failure> check(
            Checks checks, DocumentRecord record, AgentId author, List<String> texts) {
        var vectors = texts.stream().map(WordModel::vector).toList();
        return room.check(checks, record, author, texts, vectors);
    }

    private Rating ringer() {
        KIT.createTestProbe()
                .awaitAssert(
                        Duration.ofSeconds(20),
                        () -> {
                            assertThat(room.ratings)
                                    .extracting(Rating::kind)
                                    .contains(EvidenceKind.RINGER);
                            return true;
                        });
        return room.ratings.stream()
                .filter(rating -> rating.kind() == EvidenceKind.RINGER)
                .findFirst()
                .orElseThrow();
    }

    /** Who is wrong is accused after the rating. */
    private List<Accused> accused() {
        KIT.createTestProbe()
                .awaitAssert(
                        Duration.ofSeconds(20),
                        () -> {
                            assertThat(room.accused).isNotEmpty();
                            return true;
                        });
        return room.accused;
    }

    private static List<String> texts(String of, int count) {
        return IntStream.range(0, count).mapToObj(i -> of + " passage " + i).toList();
    }
}
