package dev.kith.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CollectionName;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Segment;
import dev.kith.model.TaskId;
import dev.kith.model.Version;
import dev.kith.store.Copies;
import dev.kith.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One document over HTTP: what is sent is what is put, and what is there is what is told. */
class DocumentsTest {
    private static final GatewayFixture GATEWAY = new GatewayFixture("");

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void forget() {
        GATEWAY.intake.clear();
        GATEWAY.tasks.clear();
    }

    @Test
    void putsJsonWithEveryField() {
        var reply =
                GATEWAY.put(
                        "/v1/documents/notes?copies=2&deadline=10m",
                        "application/json",
                        """
                        {"id":"notes","collection":"work","title":"Notes","format":"markdown",
                         "text":"# Ünïcode 😀","metadata":{"year":1998,"ok":true,"lang":"en","x":0.5}}
                        """);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Location")).isEqualTo("/v1/tasks/" + reply.field("/task"));
        assertThat(reply.field("/copies")).isEqualTo("2");
        var put = GATEWAY.intake.puts.getFirst();
        assertThat(put.text()).isEqualTo("# Ünïcode 😀");
        assertThat(put.description().key()).isEqualTo(key("work", "notes"));
        assertThat(put.description().format()).isEqualTo("markdown");
        assertThat(put.description().title()).isEqualTo("Notes");
        assertThat(put.description().copies()).isEqualTo(2);
        assertThat(put.description().deadline()).contains(Duration.ofMinutes(10));
        assertThat(put.description().metadata())
                .isEqualTo(Map.of("year", "1998", "ok", "true", "lang", "en", "x", "0.5"));
    }

    @Test
    void streamsPlainTextWithTitleAndMetadataFromTheAddress() {
        String text = "Grüße 😀, ".repeat(100_000);

        var reply =
                GATEWAY.put(
                        "/v1/documents/a%2Fb/c%20d.txt?title=A+b&meta.year=1998&collection=work",
                        "text/plain; charset=utf-8", text);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.field("/id")).isEqualTo("a/b/c d.txt");
        var put = GATEWAY.intake.puts.getFirst();
        assertThat(put.text()).isEqualTo(text);
        assertThat(put.description().key()).isEqualTo(key("work", "a/b/c d.txt"));
        assertThat(put.description().title()).isEqualTo("A b");
        assertThat(put.description().metadata()).isEqualTo(Map.of("year", "1998"));
        assertThat(GATEWAY.intake.charsFed).hasValue(text.length());
    }

    @Test
    void keepsDotsAndDoubledSlashesOfAnId() {
        GATEWAY.put("/v1/documents/%2E%2E/a//b/../c", "text/plain", "x");

        assertThat(GATEWAY.intake.puts.getFirst().description().key().id())
                .isEqualTo("../a//b/../c");
    }

    @Test
    void namesTheFormatByTheContentType() {
        GATEWAY.put("/v1/documents/m", "text/markdown", "# m");
        GATEWAY.put("/v1/documents/r", "text/x-rst", "r");
        GATEWAY.put("/v1/documents/h", "text/html; charset=UTF-8", "<p>h");
        GATEWAY.put("/v1/documents/p", "text/plain", "p");

        assertThat(GATEWAY.intake.puts)
                .extracting(put -> put.description().format())
                .containsExactly("markdown", "restructured", "html", "plain");
    }

    @Test
    void namesADocumentWithoutIdByItsText() {
        var text = GATEWAY.post("/v1/documents", "text/plain", "hello");
        var json = GATEWAY.post("/v1/documents", "application/json", "{\"text\":\"hello\"}");

        assertThat(text.field("/id")).isEqualTo(ContentId.of("hello").cid());
        assertThat(json.field("/id")).isEqualTo(ContentId.of("hello").cid());
    }

    @Test
    void leavesOutAByteOrderMark() {
        GATEWAY.put("/v1/documents/bom", "text/plain", "\ufeffhello");

        assertThat(GATEWAY.intake.puts.getFirst().text()).isEqualTo("hello");
    }

    @Test
    void answersAtOnceWhereTheSameWasDoneBefore() {
        GATEWAY.intake.state = "completed";

        var reply = GATEWAY.put("/v1/documents/a", "text/plain", "x");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/state")).isEqualTo("completed");
    }

    @Test
    void waitsForTheTaskAsLongAsIsPreferred() {
        GATEWAY.tasks.views.put(task("x"), view("completed", Optional.empty()));

        var reply = GATEWAY.put("/v1/documents/a", "text/plain", "x", "Prefer", "wait=9");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/state")).isEqualTo("completed");
        assertThat(reply.header("Preference-Applied")).isEqualTo("wait=9");
        assertThat(GATEWAY.tasks.awaited).containsExactly(Duration.ofSeconds(9));
    }

    @Test
    void answersAcceptedWhereTheWaitWasTooShort() {
        GATEWAY.tasks.views.put(task("x"), view("working", Optional.empty()));

        var reply = GATEWAY.put("/v1/documents/a", "text/plain", "x", "Prefer", "wait=99999, foo");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Location")).isNotEmpty();
        assertThat(GATEWAY.tasks.awaited).containsExactly(GATEWAY.settings.waitMax());
    }

    @Test
    void tellsWhyTheTaskFailed() {
        var why = new Failure(Failure.Code.MODEL_UNAVAILABLE, "three agents tried");
        GATEWAY.tasks.views.put(task("x"), view("failed", Optional.of(why)));

        var reply = GATEWAY.put("/v1/documents/a", "text/plain", "x", "Prefer", "wait=1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/state")).isEqualTo("failed");
        assertThat(reply.field("/problem/code")).isEqualTo("model-unavailable");
    }

    @Test
    void tellsOfADocument() {
        DocumentRecord shown = record("told", DocumentState.COMMITTED, 1);
        DocumentRecord newer = record("told", DocumentState.PENDING, 2);
        GATEWAY.copies.heads.put(
                shown.key(),
                new Copies.Head(
                        Optional.of(shown), Optional.of(newer), Optional.of(newer), false, false));
        segments(shown.key(), "Grüße, ", "😀!");

        var without = GATEWAY.get("/v1/documents/told");
        var with = GATEWAY.get("/v1/documents/told?text=true");
        var alone = GATEWAY.get("/v1/documents/told", "Accept", "text/plain");

        assertThat(without.status()).isEqualTo(200);
        assertThat(without.field("/state")).isEqualTo("committed");
        assertThat(without.field("/updating")).isEqualTo("true");
        assertThat(without.json().has("text")).isFalse();
        assertThat(with.field("/text")).isEqualTo("Grüße, 😀!");
        assertThat(alone.body()).isEqualTo("Grüße, 😀!");
    }

    @Test
    void doesNotKnowWhatWasDeleted() {
        DocumentRecord gone = record("gone", DocumentState.DELETED, 2);
        GATEWAY.copies.heads.put(
                gone.key(),
                new Copies.Head(
                        Optional.of(gone), Optional.of(gone), Optional.of(gone), false, false));

        var reply = GATEWAY.get("/v1/documents/gone");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.field("/code")).isEqualTo("not-found");
        assertThat(GATEWAY.get("/v1/documents/never").status()).isEqualTo(404);
    }

    @Test
    void tellsOfCorruptTextInsteadOfServingIt() {
        DocumentRecord torn = record("torn", DocumentState.COMMITTED, 1);
        GATEWAY.copies.heads.put(
                torn.key(),
                new Copies.Head(
                        Optional.of(torn), Optional.of(torn), Optional.of(torn), false, false));

        assertThat(GATEWAY.get("/v1/documents/torn?text=true").status()).isEqualTo(500);
        assertThat(GATEWAY.get("/v1/documents/torn", "Accept", "text/plain").field("/code"))
                .isEqualTo("corrupt-data");
    }

    @Test
    void deletes() {
        var reply = GATEWAY.delete("/v1/documents/a?collection=work");
        GATEWAY.intake.failures.add(new Failure(Failure.Code.NOT_FOUND, "there is no document b"));
        var unknown = GATEWAY.delete("/v1/documents/b");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("/collection")).isEqualTo("work");
        assertThat(unknown.status()).isEqualTo(404);
    }

    private static DocumentKey key(String collection, String id) {
        return new DocumentKey(new CollectionName(collection), id);
    }

    private static TaskId task(String text) {
        return FakeIntake.task(key("default", "a"), text);
    }

    private static Tasks.View view(String state, Optional<Failure> failure) {
        return new Tasks.View(
                task("x"), key("default", "a"), state, 1, 1, 3, Optional.empty(), failure, 0);
    }

    private static DocumentRecord record(String id, DocumentState state, long time) {
        ContentId content = ContentId.of("text");
        DocumentKey key = key("default", id);
        return new DocumentRecord(
                key,
                new Version(time, "abcdefgh"),
                state,
                TaskId.of(key, content),
                content,
                content,
                "Title",
                "plain",
                Map.of("year", "1998"),
                2,
                9,
                1,
                0,
                Optional.empty());
    }

    private static void segments(DocumentKey key, String... texts) {
        GATEWAY.copies.texts.put(
                key,
                List.of(
                        new Segment(0, 0, texts[0], List.of()),
                        new Segment(1, texts[0].length(), texts[1], List.of())));
    }
}
