package dev.kith.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Failure;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bad input gets a clear error that names what is wrong, and never reaches the intake. */
class BadInputTest {
    private static final GatewayFixture GATEWAY =
            new GatewayFixture(
                    """
                    body-bytes-max = 1 MiB
                    markup-bytes-max = 64 KiB
                    line-bytes-max = 4 KiB
                    held-bytes-max = 128 KiB
                    """);

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void forget() {
        GATEWAY.intake.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {                            | ``            | not JSON
                    nonsense                     | ``            | not JSON
                    ``                           | ``            | not JSON
                    []                           | ``            | expected an object
                    null                         | ``            | expected an object
                    {"text":"a"} {"text":"b"}    | ``            | more than one JSON value
                    {"text":5}                   | text          | expected a string
                    {"text":["a"]}               | text          | expected a string
                    {"text":""}                  | text          | text is empty
                    {"text":" \\n "}             | text          | text is empty
                    {}                           | text          | text is missing
                    {"text":null}                | text          | text is missing
                    {"text":"a","txet":"b"}      | txet          | unknown field txet
                    {"text":"a","text":"b"}      | text          | given twice
                    {"text":"a","format":"pdf"}  | format        | plain, markdown
                    {"text":"a","id":" "}        | id            | blank
                    {"text":"a","id":"a\\u0000"} | id            | control character
                    {"text":"a","id":7}          | id            | expected a string
                    {"text":"a","collection":"Ä"}| collection    | collection must be
                    {"text":"a","metadata":[]}   | metadata      | expected an object
                    {"text":"a","metadata":{"x":[1]}} | metadata.x | expected a string, a number
                    {"text":"a","metadata":{"x":null}}| metadata.x | expected a string, a number
                    {"text":"a","metadata":{"x":1e999}}| metadata.x | expected a string, a number
                    """)
    void refusesWrongJsonNamingTheField(String body, String field, String detail) {
        var reply = GATEWAY.post("/v1/documents", "application/json", body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.field("/field")).as(reply.body()).isEqualTo(field);
        assertThat(reply.field("/detail")).contains(detail).doesNotContain("jackson", "dev.kith");
        assertThat(reply.field("/code")).isEqualTo("invalid-input");
        assertThat(GATEWAY.intake.puts).isEmpty();
    }

    @Test
    void refusesIdsOver512BytesAndIdsThatDisagree() {
        var ofAddress =
                GATEWAY.put(
                        "/v1/documents/" + "ä".repeat(257).replace("ä", "%C3%A4"),
                        "text/plain",
                        "x");
        var ofBody =
                GATEWAY.post(
                        "/v1/documents",
                        "application/json",
                        "{\"text\":\"a\",\"id\":\"" + "a".repeat(513) + "\"}");
        var different =
                GATEWAY.put("/v1/documents/a", "application/json", "{\"text\":\"a\",\"id\":\"b\"}");
        var none = GATEWAY.put("/v1/documents/", "text/plain", "x");

        assertThat(ofAddress.status()).isEqualTo(400);
        assertThat(ofAddress.field("/detail")).contains("514 bytes").contains("512");
        assertThat(ofBody.field("/field")).isEqualTo("id");
        assertThat(different.field("/detail")).contains("id is b in the body but a in the address");
        assertThat(none.field("/field")).isEqualTo("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/search                    | q
                    /v1/search?q=                 | q
                    /v1/search?q=a&q=b            | q
                    /v1/search?q=a&limit=0        | limit
                    /v1/search?q=a&limit=x        | limit
                    /v1/search?q=a&limit=99999    | limit
                    /v1/search?q=a&mode=magic     | mode
                    /v1/search?q=a&fusion=x       | fusion
                    /v1/search?q=a&per=page       | per
                    /v1/search?q=a&collection=A   | collection
                    /v1/search?q=a&deadline=2     | deadline
                    /v1/search?q=a&deadline=0s    | deadline
                    /v1/search?q=a&deadline=9m    | deadline
                    /v1/search?q=a&nonsense=1     | nonsense
                    /v1/search?q=%ff              | q
                    /v1/tasks?state=done          | state
                    /v1/tasks?limit=-1            | limit
                    /v1/agents?x=1                | x
                    /v1/network?x=1               | x
                    /v1/events?x=1                | x
                    /v1/documents/a?text=maybe    | text
                    /v1/documents/a?copies=1      | copies
                    /?x=1                         | x
                    """)
    void refusesWrongAndUnknownParametersNamingThem(String path, String field) {
        var reply = GATEWAY.get(path);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.field("/field")).as(reply.body()).isEqualTo(field);
    }

    @Test
    void refusesParametersThatDoNotGoWithTheBody() {
        var title = GATEWAY.put("/v1/documents/a?title=x", "application/json", "{\"text\":\"a\"}");
        var copies = GATEWAY.put("/v1/documents/a?copies=4", "text/plain", "a");
        var long_ = GATEWAY.put("/v1/documents/a?title=" + "x".repeat(1001), "text/plain", "a");

        assertThat(title.field("/field")).isEqualTo("title");
        assertThat(copies.field("/field")).isEqualTo("copies");
        assertThat(long_.field("/field")).isEqualTo("title");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 1048577",
        "text/markdown, 65537",
        "text/html, 65537",
        "application/json, 65537"
    })
    void refusesBodiesOverTheLimit(String type, int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) 'x');

        var known = GATEWAY.put("/v1/documents/a", type, body);
        var chunked =
                GATEWAY.send(
                        "PUT",
                        "/v1/documents/a",
                        type,
                        BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)));

        assertThat(known.status()).as(known.body()).isEqualTo(413);
        assertThat(known.field("/code")).isEqualTo("too-large");
        assertThat(known.field("/detail")).contains(Integer.toString(bytes - 1));
        assertThat(chunked.status()).as(chunked.body()).isEqualTo(413);
        assertThat(GATEWAY.intake.puts).isEmpty();
    }

    @Test
    void goesOnWithTheConnectionAfterABodyOverTheLimit() {
        GATEWAY.put("/v1/documents/a", "text/plain", "x".repeat(2_000_000));

        assertThat(GATEWAY.put("/v1/documents/a", "text/plain", "x").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf",
        "image/png",
        "application/octet-stream",
        "application/msword",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/css",
        "application/x-ndjson"
    })
    void refusesOtherTypesNamingThem(String type) {
        var reply = GATEWAY.put("/v1/documents/a", type, "x");

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.field("/detail")).contains(type.replaceFirst(";.*", ""));
        assertThat(reply.field("/code")).isEqualTo("unsupported-type");
    }

    @Test
    void asksForATypeWhereThereIsNone() {
        var reply = GATEWAY.send("PUT", "/v1/documents/a", BodyPublishers.ofString("x"));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.field("/detail")).contains("no Content-Type").contains("text/plain");
    }

    @ParameterizedTest
    @CsvSource({
        "255044462D312E37, PDF",
        "504B030414000000, ZIP",
        "89504E470D0A1A0A, PNG",
        "7F454C4602010100, ELF",
        "41000000004200, binary",
        "FFFE410042, UTF-16"
    })
    void recognisesBinaryUnderATextType(String hex, String name) {
        byte[] body = Arrays.copyOf(HexFormat.of().parseHex(hex), 2000);

        for (String type : new String[] {"text/plain", "text/html"}) {
            var reply = GATEWAY.put("/v1/documents/a", type, body);

            assertThat(reply.status()).isEqualTo(415);
            assertThat(reply.field("/detail")).contains("looks like").contains(name);
        }
        assertThat(GATEWAY.intake.puts).isEmpty();
    }

    @Test
    void refusesWhatIsNotUtf8NamingTheOffset() {
        byte[] latin = ("x".repeat(70_000) + "ä nicht").getBytes(ISO_8859_1);
        byte[] small = "ab\u00e4c".getBytes(ISO_8859_1);

        var streamed = GATEWAY.put("/v1/documents/a", "text/plain", latin);
        var whole = GATEWAY.put("/v1/documents/a", "text/markdown", small);
        var json = GATEWAY.put("/v1/documents/a", "application/json", small);
        var cut = GATEWAY.put("/v1/documents/a", "text/plain", new byte[] {'a', (byte) 0xc3});

        assertThat(streamed.status()).isEqualTo(422);
        assertThat(streamed.field("/detail")).contains("0xE4 at offset 70000");
        assertThat(whole.field("/detail")).contains("0xE4 at offset 2");
        assertThat(json.status()).isEqualTo(422);
        assertThat(cut.field("/detail")).contains("0xC3 at offset 1");
        assertThat(GATEWAY.intake.abandoned).hasValue(2);
        assertThat(GATEWAY.intake.puts).isEmpty();
    }

    @Test
    void refusesOtherCharsetsAndEncodings() {
        var charset =
                GATEWAY.put("/v1/documents/a", "text/plain; charset=utf-16", "x".getBytes(UTF_16));
        var encoded = GATEWAY.put("/v1/documents/a", "text/plain", "x", "Content-Encoding", "gzip");

        assertThat(charset.status()).isEqualTo(415);
        assertThat(charset.field("/detail")).contains("utf-16");
        assertThat(encoded.status()).isEqualTo(415);
        assertThat(encoded.field("/detail")).contains("gzip");
    }

    @Test
    void refusesEmptyTexts() {
        assertThat(GATEWAY.put("/v1/documents/a", "text/plain", "").field("/field"))
                .isEqualTo("text");
        assertThat(GATEWAY.put("/v1/documents/a", "text/html", " ").field("/field"))
                .isEqualTo("text");
    }

    @ParameterizedTest
    @EnumSource(Failure.Code.class)
    void passesEveryFailureOn(Failure.Code code) {
        for (String type : new String[] {"text/plain", "text/html"}) {
            GATEWAY.intake.failures.add(new Failure(code, "why, and what to do"));

            var reply = GATEWAY.put("/v1/documents/a", type, "x");

            assertThat(reply.field("/detail")).isEqualTo("why, and what to do");
            assertThat(reply.field("/status")).isEqualTo(Integer.toString(reply.status()));
            boolean later = reply.status() == 429 || reply.status() == 503;
            assertThat(reply.header("Retry-After")).isEqualTo(later ? "2" : "");
        }
    }

    @Test
    void refusesMoreThanCanBeHeldAtOnce() {
        var gate = new CompletableFuture<Boolean>();
        GATEWAY.intake.pace = () -> gate;
        var first = GATEWAY.http.sendAsync(held(), BodyHandlers.ofString());
        var second = GATEWAY.http.sendAsync(held(), BodyHandlers.ofString());
        Eventually.until(() -> GATEWAY.intake.inFlight.get() == 2);

        var third = GATEWAY.put("/v1/documents/a", "text/html", "x".repeat(60_000));
        gate.complete(true);

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isEqualTo("2");
        assertThat(GatewayFixture.soon(first).statusCode()).isEqualTo(202);
        assertThat(GatewayFixture.soon(second).statusCode()).isEqualTo(202);
    }

    private static HttpRequest held() {
        return HttpRequest.newBuilder(GATEWAY.uri("/v1/documents/a"))
                .header("Content-Type", "text/html")
                .PUT(BodyPublishers.ofString("x".repeat(60_000)))
                .build();
    }
}
