package dev.kith.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent gets an answer that a program can read, and web pages get nothing. */
class FrontTest {
    private static final GatewayFixture GATEWAY =
            new GatewayFixture(
                    "host-names = \"kith.home, other\"\nrequest-timeout = 31s\n"
                            + "markup-bytes-max = 1MiB");

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @BeforeEach
    void forget() {
        GATEWAY.intake.clear();
    }

    @Test
    void tellsNewcomersWhatThisIs() {
        var reply = GATEWAY.get("/");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("Kith", GATEWAY.uri("/openapi.json").toString());
        assertThat(GATEWAY.get("/openapi.json").json()).isEqualTo(OpenApi.DOCUMENT);
    }

    @ParameterizedTest
    @CsvSource({"/nothing", "/v1", "/v2/search", "/v1/search/", "/v1/agents/", "//"})
    void knowsNoOtherPaths(String path) {
        var reply = GATEWAY.get(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.field("/detail")).contains(path).contains("/openapi.json");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/search, 'GET, HEAD'",
        "PUT, /v1/documents, POST",
        "PATCH, /v1/documents/a, 'DELETE, GET, HEAD, PUT'",
        "DELETE, /v1/agents/a, 'GET, HEAD'"
    })
    void saysWhichMethodsThereAre(String method, String path, String allow) {
        var reply = GATEWAY.send(method, path, BodyPublishers.ofString("x"));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo(allow);
    }

    @Test
    void answersHeadLikeGetWithoutBody() {
        var reply = GATEWAY.send("HEAD", "/v1/agents", BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, , , 421",
        "127.0.0.1.evil.example, , , 421",
        "localhost:8484, , , 200",
        "[::1]:8484, , , 200",
        "127.0.0.2, , , 200",
        "kith.home:80, , , 200",
        "localhost, http://evil.example, , 403",
        "localhost:8484, http://localhost:3000, , 403",
        "localhost:8484, http://localhost:8484, , 200",
        "localhost, null, , 403",
        "localhost, , cross-site, 403",
        "localhost, , same-origin, 200"
    })
    void keepsWebPagesOut(String host, String origin, String site, int status) throws IOException {
        String headers =
                "Host: "
                        + host
                        + (origin == null ? "" : "\r\nOrigin: " + origin)
                        + (site == null ? "" : "\r\nSec-Fetch-Site: " + site);

        String answer =
                raw("GET /v1/agents HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).doesNotContain("Access-Control");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /a b c HTTP/1.1', 505",
        "'NONSENSE', 501",
        "'GET /v1/search?q=%zz HTTP/1.1', 400",
        "'BREW / HTTP/1.1', 501"
    })
    void answersWhatIsNoHttpWithAProblem(String line, int status) throws IOException {
        String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        OpenApi.validate(
                OpenApi.JSON.createObjectNode().put("$ref", "#/components/schemas/Problem"),
                answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    @Test
    void answersAPathThatIsTooLongWithAProblem() throws IOException {
        String answer =
                raw(
                        "GET /"
                                + "x".repeat(40_000)
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 414").contains("application/problem+json");
    }

    @Test
    void turnsBugsIntoAProblemWithAnIdThatIsInTheLog() {
        GATEWAY.intake.pace =
                () -> {
                    throw new IllegalStateException("secret");
                };

        var reply = GATEWAY.put("/v1/documents/a", "text/html", "x");
        var line = GATEWAY.post("/v1/documents", "application/x-ndjson", "{\"text\":\"a\"}");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.field("/code")).isEqualTo("internal");
        assertThat(reply.field("/detail")).contains("error ").doesNotContain("secret");
        assertThat(line.status()).isEqualTo(200);
        assertThat(line.body()).contains("\"internal\"").doesNotContain("secret");
    }

    @Test
    void forgetsAnUploadWhoseSenderGoesAway() throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream()
                    .write(
                            ("PUT /v1/documents/a HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Content-Type: text/plain\r\n"
                                            + "Content-Length: 1000000\r\n\r\n"
                                            + "x".repeat(100_000))
                                    .getBytes(US_ASCII));
            Eventually.until(() -> GATEWAY.intake.charsFed.get() > 0);
        }

        Eventually.until(() -> GATEWAY.intake.abandoned.get() == 1);
        assertThat(GATEWAY.intake.puts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v1/documents/a, 413", "PUT, /v1/nothing, 404", "PATCH, /v1/search, 405"})
    void refusesABodyOnlyOnceItHasBeenSentSoThatItsSenderReadsWhy(
            String method, String path, int status) throws IOException {
        try (Socket socket = socket()) {
            String head = head(method, path, 2_000_000, "");
            socket.getOutputStream().write((head + "x".repeat(1000)).getBytes(US_ASCII));
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);

            String rest = "x".repeat(1_999_000) + get("/v1/agents");
            socket.getOutputStream().write(rest.getBytes(US_ASCII));
            socket.setSoTimeout((int) GatewayFixture.PATIENCE.toMillis());
            String answers = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(answers).startsWith("HTTP/1.1 " + status).contains("HTTP/1.1 200");
        }
    }

    @Test
    void refusesABodyAtOnceThatIsHeldBackUntilItIsAskedFor() throws IOException {
        String answer = raw(head("PUT", "/v1/documents/a", 2_000_000, "Expect: 100-continue\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    private static String head(String method, String path, int length, String more) {
        return method
                + " "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/markdown\r\n"
                + more
                + "Content-Length: "
                + length
                + "\r\n\r\n";
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    private static Socket socket() throws IOException {
        return new Socket(
                GATEWAY.gateway.address().getAddress(), GATEWAY.gateway.address().getPort());
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = socket()) {
            socket.setSoTimeout((int) GatewayFixture.PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
