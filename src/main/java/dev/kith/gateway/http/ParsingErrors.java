package dev.kith.gateway.http;

import dev.kith.model.Failure;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;

/**
 * Answers what is not even HTTP, which never reaches a route. Pekko makes it from its class name
 * and wants a Scala object, which a static field of this name is.
 */
public final class ParsingErrors extends ParsingErrorHandler {
    /** The one there is. */
    @SuppressWarnings({"checkstyle:ConstantName", "MemberName"}) // Scala's name for it
    public static final ParsingErrors MODULE$ = new ParsingErrors();

    private static final Answers ANSWERS = new Answers(Duration.ofSeconds(1));
    private static final int TOO_LARGE = 413;

    private ParsingErrors() {}

    @Override
    public HttpResponse handle(
            StatusCode status,
            ErrorInfo error,
            LoggingAdapter log,
            org.apache.pekko.http.scaladsl.settings.ServerSettings settings) {
        log.debug("not a request: {}", error.formatPretty());
        int code = status.intValue();
        return ANSWERS.problem(
                Problems.of(
                        code,
                        code == TOO_LARGE ? Failure.Code.TOO_LARGE : Failure.Code.INVALID_INPUT,
                        "this is not a request that can be read: " + error.summary(),
                        Optional.empty()));
    }
}
