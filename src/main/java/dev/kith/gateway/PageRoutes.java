package dev.kith.gateway;

import dev.kith.api.Problem;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;

/** What tells newcomers where they are: {@code /} and {@code /openapi.json}. */
final class PageRoutes {
    private static final String HINT =
            """
            This is Kith: a private semantic index that its agents keep together.

              curl -T notes.txt -H 'Content-Type: text/plain' AGENT/v1/documents/notes.txt
              curl 'AGENT/v1/search?q=what+was+agreed'
              curl AGENT/v1/network

            All calls: AGENT/openapi.json
            """;

    private final Answers answers;
    private final ByteString openApi;

    PageRoutes(Answers answers) {
        this.answers = answers;
        this.openApi = resource("/openapi.json");
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/", call -> page(call, answers.text(hint(call)))),
                new Route("GET", "/openapi.json", call -> page(call, answers.jsonText(openApi))));
    }

    private static String hint(Call call) {
        return HINT.replace("AGENT", "http://" + call.header("Host"));
    }

    private CompletionStage<HttpResponse> page(Call call, HttpResponse page) {
        Optional<Problem> wrong = call.query().wrong();
        return CompletableFuture.completedFuture(wrong.map(answers::problem).orElse(page));
    }

    private static ByteString resource(String path) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(path)) {
            if (in == null) throw new IllegalStateException(path + " is not in the jar");
            return ByteString.fromArrayUnsafe(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
