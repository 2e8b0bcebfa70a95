package dev.kith.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kith.api.Json;
import dev.kith.api.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What an agent answered.
 *
 * @param agent which one
 * @param status HTTP's
 * @param body as it came
 * @param retryAfter how long it asks us to wait
 */
public record Reply(URI agent, int status, String body, Optional<Duration> retryAfter) {

    /** Whether it is what was asked for. */
    public boolean good() {
        return status / 100 == 2;
    }

    /** Whether the same may succeed later or elsewhere. */
    public boolean temporary() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    /**
     * The body as a record of {@code dev.kith.api}.
     *
     * @throws CommandFailed where the answer is an error, or no answer of a Kith agent
     */
    public <T> T as(Class<T> type) {
        orFail();
        try {
            return Json.LENIENT.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw strange(e);
        }
    }

    /** This, where it is good. */
    public Reply orFail() {
        if (good()) return this;
        Problem problem = problem();
        throw new CommandFailed(
                status == 404 ? ExitCode.NOT_FOUND : ExitCode.FAILED, text(problem));
    }

    /**
     * The error document.
     *
     * @throws CommandFailed where it is none
     */
    public Problem problem() {
        try {
            return Json.LENIENT.readValue(body, Problem.class);
        } catch (JsonProcessingException e) {
            throw strange(e);
        }
    }

    /** An error document in one line. */
    public static String text(Problem problem) {
        String field = problem.field().map(name -> name + ": ").orElse("");
        return field + (problem.detail().isBlank() ? problem.title() : problem.detail());
    }

    private CommandFailed strange(JsonProcessingException cause) {
        return new CommandFailed(
                ExitCode.NO_AGENT,
                "what answers at "
                        + agent
                        + " is not a Kith agent (status "
                        + status
                        + "): name one with --agent",
                cause);
    }
}
