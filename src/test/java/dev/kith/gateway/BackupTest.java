package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.api.backup.BackupCheck;
import dev.kith.api.backup.BackupCodec;
import dev.kith.api.backup.BackupLine;
import dev.kith.api.backup.DamagedBackupException;
import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Heading;
import dev.kith.model.Receipt;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.Documents;
import dev.kith.store.StoreWrite;
import dev.kith.task.Intake;
import dev.kith.task.IntakeLimits;
import dev.kith.task.intake.VersionClock;
import dev.kith.task.restore.DocumentRestorer;
import dev.kith.task.restore.Means;
import dev.kith.task.testing.MemoryCopies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The promise of backup and restore over HTTP: what a network holds comes out as lines that check
 * themselves, and comes back as it was, or anew from its text where its vectors are of no use.
 */
class BackupTest {
    private static final String MODEL = "model-one";
    private static final String QUICK = "bulk-pause = 5ms, backup-patience = 300ms";

    private final MemoryCopies from = new MemoryCopies();
    private final MemoryCopies to = new MemoryCopies();

    @Test
    void bringsEveryDocumentBackAsItWas() throws DamagedBackupException {
        for (int i = 1; i <= 40; i++) store(from, "doc-" + i, i, 1 + i % 3);
        pend(from, "late", 50);
        delete(from, "doc-7", 60);

        String backup = backup();
        List<String> answers = restore(backup, "");

        assertThat(check(backup).documents()).isEqualTo(39);
        assertThat(check(backup).pending()).isEqualTo(1);
        assertThat(answers).hasSize(40).allMatch(a -> a.matches("doc-.* restored|late ingesting"));
        for (int i = 1; i <= 40; i++) {
            if (i == 7) continue;
            DocumentRecord was = newest(from, "doc-" + i);
            assertThat(newest(to, "doc-" + i).version()).isEqualTo(was.version());
            assertThat(newest(to, "doc-" + i).metadata()).isEqualTo(was.metadata());
            assertThat(to.text(was)).isEqualTo(from.text(was));
            assertThat(to.batches(was)).isEqualTo(from.batches(was));
        }
        assertThat(to.newest(Documents.key("doc-7"))).isEmpty();
        assertThat(newest(to, "late").state()).isEqualTo(DocumentState.PENDING);
        assertThat(to.text(newest(to, "late"))).isEqualTo(from.text(newest(from, "late")));
    }

    @Test
    void changesNothingWhenDoneAgain() {
        for (int i = 1; i <= 5; i++) store(from, "doc-" + i, i, 2);
        pend(from, "late", 50);
        String backup = backup();
        restore(backup, "");
        int writes = to.writes().size();

        List<String> again = restore(backup, "");

        assertThat(again).hasSize(6).allMatch(answer -> answer.endsWith(" unchanged"));
        assertThat(to.writes()).hasSize(writes);
    }

    @Test
    void leavesWhatIsNewerUnlessItIsToReplaceIt() {
        store(from, "changed", 1, 1);
        store(from, "deleted", 1, 1);
        String backup = backup();
        store(to, "changed", 9, 2);
        delete(to, "deleted", 9);

        assertThat(restore(backup, ""))
                .containsExactlyInAnyOrder("changed newer", "deleted deleted");
        assertThat(restore(backup, "?replace=true"))
                .containsExactlyInAnyOrder("changed restored", "deleted restored");
        assertThat(newest(to, "changed").content()).isEqualTo(newest(from, "changed").content());
        assertThat(newest(to, "deleted").state()).isEqualTo(DocumentState.COMMITTED);
        assertThat(restore(backup, "?replace=true")).allMatch(a -> a.endsWith(" unchanged"));
    }

    @Test
    void embedsAnewWhereTheModelIsAnother() {
        store(from, "doc", 1, 3);

        assertThat(restore(backup(), "", "another-model")).containsExactly("doc ingesting");

        DocumentRecord back = newest(to, "doc");
        assertThat(back.state()).isEqualTo(DocumentState.PENDING);
        assertThat(to.batches(back)).isEmpty();
        assertThat(to.text(back)).isEqualTo(from.text(newest(from, "doc")));
    }

    @Test
    void keepsWhatIsShownWhileANewVersionIsPending() {
        store(from, "doc", 1, 1);
        pend(from, "doc", 5);

        assertThat(restore(backup(), "")).containsExactly("doc restored", "doc ingesting");
        var head = GatewayFixture.soon(to.head(Documents.key("doc")));
        assertThat(head.toString()).contains("state=COMMITTED", "state=PENDING");
    }

    @Test
    void saysWhichDocumentsCouldNotBeRead() throws DamagedBackupException {
        store(from, "whole", 1, 2);
        DocumentRecord torn =
                record("torn", 2, "text of torn", 2)
                        .with(DocumentState.COMMITTED, 7, Optional.empty());
        GatewayFixture.soon(from.write(new StoreWrite.Settle(torn), 0));

        String backup = backup();

        assertThat(check(backup).missing()).isOne();
        assertThat(check(backup).documents()).isOne();
        assertThat(backup)
                .contains("\"kind\":\"missing\",\"collection\":\"notes\",\"id\":\"torn\"");
    }

    @Test
    void isNotWholeWhenAPartitionCannotBeListed() {
        store(from, "doc", 1, 1);
        var codes = new Failure.Code[500];
        java.util.Arrays.fill(codes, Failure.Code.TIMED_OUT);
        from.failNext(codes);

        assertThatDamaged(backup()).contains("could not be finished").contains("partition 0");
    }

    @Test
    void takesNothingAfterADamagedLine() {
        for (int i = 1; i <= 5; i++) store(from, "doc-" + i, i, 1);
        List<String> lines = new ArrayList<>(backup().lines().toList());
        int third = 0;
        for (int i = 0, seen = 0; i < lines.size() && seen < 3; i++) {
            if (lines.get(i).contains("\"kind\":\"document\"")) seen++;
            third = i;
        }
        lines.set(third + 1, lines.get(third + 1).replaceFirst("text", "tuxt"));

        List<String> answers = restore(String.join("\n", lines) + "\n", "");

        assertThat(answers).hasSize(3);
        assertThat(answers.subList(0, 2)).allMatch(a -> a.endsWith(" restored"));
        assertThat(answers.get(2)).endsWith(" refused");
    }

    private String backup() {
        try (var gateway = gateway(from, MODEL)) {
            var reply = gateway.get("/v1/backup");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).isEqualTo(BackupCodec.MEDIA_TYPE);
            return reply.body();
        }
    }

    private List<String> restore(String backup, String query) {
        return restore(backup, query, MODEL);
    }

    /** Each answer as the document's id and its state, in order. */
    private List<String> restore(String backup, String query, String model) {
        try (var gateway = gateway(to, model)) {
            return gateway.post("/v1/restore" + query, BackupCodec.MEDIA_TYPE, backup)
                    .body()
                    .lines()
                    .map(OpenApi::parse)
                    .map(answer -> answer.path("id").asText() + " " + answer.path("state").asText())
                    .toList();
        }
    }

    private static GatewayFixture gateway(MemoryCopies copies, String model) {
        var clock = InstantSource.system();
        var limits = new IntakeLimits(64, 512, 1 << 20, 8192, 4096, 4, Duration.ofHours(1));
        var restorer =
                new DocumentRestorer(
                        new Means(
                                copies,
                                (pending, rest) ->
                                        copies.write(new StoreWrite.PutDocument(pending, rest), 0)
                                                .thenApply(o ->
                                                        o.then(_ ->
                                                                dev.kith.model.Outcome.good(
                                                                        new Intake.Accepted(
                                                                                pending.key(),
                                                                                pending.task(),
                                                                                2,
                                                                                "submitted")))),
                                new VersionClock(clock, "me"),
                                () -> model,
                                clock,
                                limits));
        return new GatewayFixture(
                QUICK,
                fakes ->
                        new GatewayDoors(
                                fakes.intake(),
                                restorer,
                                fakes.tasks(),
                                fakes.searcher(),
                                fakes.verifier(),
                                copies,
                                fakes.directory(),
                                fakes.trust(),
                                fakes.contributions(),
                                fakes.facts(),
                                clock));
    }

    private static BackupLine.End check(String backup) throws DamagedBackupException {
        var check = new BackupCheck();
        for (String line : backup.split("\n", -1)) {
            if (!line.isEmpty()) check.next(line.getBytes(StandardCharsets.UTF_8));
        }
        return check.finish();
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertThatDamaged(String backup) {
        try {
            check(backup);
        } catch (DamagedBackupException e) {
            return assertThat(e.what());
        }
        throw new AssertionError("this backup is whole");
    }

    private static DocumentRecord newest(MemoryCopies copies, String id) {
        return copies.newest(Documents.key(id)).orElseThrow();
    }

    private static void store(MemoryCopies copies, String id, long millis, int segments) {
        String text = text(id, millis, segments);
        DocumentRecord record = record(id, millis, text, segments);
        List<Segment> parts = segments(text, segments);
        List<ChunkBatch> batches = parts.stream().map(BackupTest::batch).toList();
        write(copies, new StoreWrite.PutDocument(record, parts));
        write(copies, new StoreWrite.PutChunks(record.key(), record.version(), batches));
        write(
                copies,
                new StoreWrite.Settle(
                        record.with(DocumentState.COMMITTED, segments, Optional.empty())));
    }

    private static void pend(MemoryCopies copies, String id, long millis) {
        String text = text(id, millis, 2);
        write(copies, new StoreWrite.PutDocument(record(id, millis, text, 2), segments(text, 2)));
    }

    private static void delete(MemoryCopies copies, String id, long millis) {
        DocumentRecord tombstone =
                record(id, millis, "", 0).with(DocumentState.DELETED, 0, Optional.empty());
        write(copies, new StoreWrite.Settle(tombstone));
    }

    private static void write(MemoryCopies copies, StoreWrite write) {
        GatewayFixture.soon(copies.write(write, 0));
    }

    private static String text(String id, long millis, int segments) {
        return ("Ünïcode 😀 of " + id + " at " + millis + ". ").repeat(40 * segments);
    }

    private static DocumentRecord record(String id, long millis, String text, int segments) {
        var key = new DocumentKey(new CollectionName("notes"), id);
        return new DocumentRecord(
                key,
                new Version(Version.tick(0, millis), "agent"),
                DocumentState.PENDING,
                TaskId.of(key, ContentId.of(text)),
                ContentId.of(text),
                ContentId.of(text),
                "Title of " + id,
                "plain",
                Map.of("year", "1999", "näme", "välue"),
                segments,
                text.length(),
                0,
                millis,
                Optional.empty());
    }

    private static List<Segment> segments(String text, int count) {
        var segments = new ArrayList<Segment>();
        int each = text.length() / count;
        for (int i = 0; i < count; i++) {
            int end = i == count - 1 ? text.length() : (i + 1) * each;
            segments.add(
                    new Segment(
                            i,
                            i * each,
                            text.substring(i * each, end),
                            List.of(new Heading(i * each, 1, "Part " + i))));
        }
        return segments;
    }

    private static ChunkBatch batch(Segment segment) {
        var chunk = new Chunk(segment.start(), segment.start() + 10, 3, List.of("Part"));
        var receipt =
                new Receipt(
                        Documents.AGENT,
                        MODEL,
                        "engine",
                        "cpu",
                        ContentId.of("in"),
                        ContentId.of("out"),
                        1,
                        "signature");
        String vector = dev.kith.vector.UnitVector.of(1, segment.index(), 2).toBase64();
        return new ChunkBatch(segment.index(), 0, List.of(chunk), List.of(vector), receipt);
    }
}
