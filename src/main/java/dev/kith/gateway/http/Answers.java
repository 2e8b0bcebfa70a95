package dev.kith.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kith.api.Json;
import dev.kith.api.Problem;
import dev.kith.api.backup.BackupCodec;
import dev.kith.model.Failure;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Makes responses.
 *
 * @param retryAfter what 429 and 503 say of when to come again
 */
public record Answers(Duration retryAfter) {
    private static final ContentType PROBLEM =
            MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8)
                    .toContentType();
    private static final ContentType NDJSON =
            MediaTypes.applicationWithFixedCharset("x-ndjson", HttpCharsets.UTF_8).toContentType();
    private static final ContentType BACKUP =
            MediaTypes.applicationWithFixedCharset(
                            BackupCodec.MEDIA_TYPE.substring("application/".length()),
                            HttpCharsets.UTF_8)
                    .toContentType();
    private static final ContentType EVENTS = MediaTypes.TEXT_EVENT_STREAM.toContentType();

    /** 200 with a record of {@code api}. */
    public HttpResponse json(Object body) {
        return json(200, body);
    }

    /** A record of {@code api}. */
    public HttpResponse json(int status, Object body) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, bytes(body)));
    }

    /** JSON that is written already. */
    public HttpResponse jsonText(ByteString body) {
        return HttpResponse.create()
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
    }

    /** Plain text. */
    public HttpResponse text(String body) {
        return HttpResponse.create()
                .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, body));
    }

    /** Plain text as it comes. */
    public HttpResponse text(Source<ByteString, NotUsed> body) {
        return HttpResponse.create()
                .withEntity(HttpEntities.createChunked(ContentTypes.TEXT_PLAIN_UTF8, body));
    }

    /** One line of JSON after the other. */
    public HttpResponse lines(Source<ByteString, ?> lines) {
        return HttpResponse.create().withEntity(HttpEntities.createChunked(NDJSON, lines));
    }

    /** A backup as it comes. */
    public HttpResponse backup(Source<ByteString, NotUsed> bytes) {
        return HttpResponse.create().withEntity(HttpEntities.createChunked(BACKUP, bytes));
    }

    /** Server-sent events, written already. */
    public HttpResponse events(Source<ByteString, ?> events) {
        return HttpResponse.create()
                .withEntity(HttpEntities.createChunked(EVENTS, events))
                .addHeader(RawHeader.create("Cache-Control", "no-store"));
    }

    /** The problem document. */
    public HttpResponse problem(Problem problem) {
        HttpResponse response =
                HttpResponse.create()
                        .withStatus(problem.status())
                        .withEntity(HttpEntities.create(PROBLEM, bytes(problem)));
        if (!Problems.comeAgain(problem.status())) return response;
        long seconds = Math.max(1, retryAfter.toSeconds());
        return response.addHeader(RawHeader.create("Retry-After", Long.toString(seconds)));
    }

    /** The problem document of a failure. */
    public HttpResponse problem(Failure failure) {
        return problem(Problems.of(failure));
    }

    /** A record of {@code api} as JSON in UTF-8. */
    public static ByteString bytes(Object body) {
        try {
            return ByteString.fromArrayUnsafe(Json.STRICT.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // our own records can always be written
        }
    }
}
