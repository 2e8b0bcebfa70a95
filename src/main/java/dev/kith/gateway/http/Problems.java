package dev.kith.gateway.http;

import dev.kith.api.Problem;
import dev.kith.model.Failure;
import java.util.Locale;
import java.util.Optional;

/**
 * Failures as problem documents.
 *
 * <p>Source: RFC 9457; the statuses are RFC 9110's, 507 is RFC 4918's.
 */
public final class Problems {
    /** Not decodable as what it says it is. */
    public static final int UNPROCESSABLE = 422;

    private static final String BLANK = "about:blank";

    private Problems() {}

    /** The problem that tells of this failure. */
    public static Problem of(Failure failure) {
        return of(status(failure.code()), failure.code(), failure.detail(), Optional.empty());
    }

    /** A wrong field or parameter: 400. */
    public static Problem field(String field, String detail) {
        return of(400, Failure.Code.INVALID_INPUT, detail, Optional.of(field));
    }

    /** A wrong request as a whole: 400. */
    public static Problem invalid(String detail) {
        return of(400, Failure.Code.INVALID_INPUT, detail, Optional.empty());
    }

    /** No such thing: 404. */
    public static Problem notFound(String detail) {
        return of(404, Failure.Code.NOT_FOUND, detail, Optional.empty());
    }

    /** More than a limit: 413. */
    public static Problem tooLarge(String detail) {
        return of(413, Failure.Code.TOO_LARGE, detail, Optional.empty());
    }

    /** Not a kind of body that is read here: 415. */
    public static Problem unsupported(String detail) {
        return of(415, Failure.Code.UNSUPPORTED_TYPE, detail, Optional.empty());
    }

    /** A body that is not what its type says: 422. */
    public static Problem unreadable(String detail) {
        return of(UNPROCESSABLE, Failure.Code.UNSUPPORTED_TYPE, detail, Optional.empty());
    }

    /** Too much at once: 429. */
    public static Problem busy(String detail) {
        return of(429, Failure.Code.OVERLOADED, detail, Optional.empty());
    }

    /** A problem with a status of its own. */
    public static Problem of(int status, Failure.Code code, String detail, Optional<String> field) {
        return new Problem(BLANK, title(code), status, detail, word(code), field);
    }

    /** The status that a failure has over HTTP. */
    public static int status(Failure.Code code) {
        return switch (code) {
            case INVALID_INPUT -> 400;
            case NOT_FOUND -> 404;
            case CANCELED -> 409;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_TYPE -> 415;
            case OVERLOADED -> 429;
            case CORRUPT_DATA, INTERNAL -> 500;
            case REJECTED_MESSAGE -> 502;
            case NO_CAPABLE_AGENT, NOT_ENOUGH_COPIES, MODEL_UNAVAILABLE, CLOCKS_APART, PAUSED ->
                    503;
            case TIMED_OUT -> 504;
            case STORAGE_FULL -> 507;
        };
    }

    /** Whether a client is told when to come again. */
    static boolean comeAgain(int status) {
        return status == 429 || status == 503;
    }

    private static String word(Failure.Code code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String title(Failure.Code code) {
        String words = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
