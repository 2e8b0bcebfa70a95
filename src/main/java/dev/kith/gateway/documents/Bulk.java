package dev.kith.gateway.documents;

import dev.kith.api.DocumentRequest;
import dev.kith.api.IngestAnswer;
import dev.kith.api.Problem;
import dev.kith.gateway.GatewayDoors;
import dev.kith.gateway.GatewaySettings;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Budget;
import dev.kith.gateway.http.Checked;
import dev.kith.gateway.http.JsonBodies;
import dev.kith.gateway.http.NdjsonFraming;
import dev.kith.gateway.http.NdjsonFraming.Line;
import dev.kith.gateway.http.Problems;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.task.Intake;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many documents as one stream of lines, each answered by a line as soon as it is known, in any
 * order.
 *
 * <pre>
 *   bytes ─► lines ─► room? (held-bytes-max; waits) ─► put, bulk-parallelism at once ─► answers
 *                                                       └─ OVERLOADED: pause, again ─┘
 * </pre>
 *
 * The stream slows down where the network does, and its sender with it; memory does not grow with
 * its length.
 */
final class Bulk {
    private static final Logger LOG = LoggerFactory.getLogger(Bulk.class);
    private static final ByteString LINE_END = ByteString.fromString("\n");
    private static final int PAUSE_DOUBLINGS_MAX = 4;
    private static final int PAUSE_FACTOR_MAX = 20;

    private final GatewaySettings settings;
    private final GatewayDoors doors;
    private final Ingest ingest;
    private final DocumentReader reader;
    private final Budget held;
    private final ClassicActorSystemProvider system;

    Bulk(
            GatewaySettings settings,
            GatewayDoors doors,
            Ingest ingest,
            Budget held,
            ClassicActorSystemProvider system) {
        this.settings = settings;
        this.doors = doors;
        this.ingest = ingest;
        this.reader = new DocumentReader(settings);
        this.held = held;
        this.system = system;
    }

    /** A line that has room, or none after all patience. */
    private record Held(Line line, boolean room) {}

    /** The answers to these bytes, a line each. */
    Source<ByteString, ?> answers(Source<ByteString, ?> bytes, Terms terms) {
        return bytes.via(new NdjsonFraming(settings.lineBytesMax()))
                .mapAsync(1, line -> hold(line, 0, patience()))
                .mapAsyncUnordered(settings.bulkParallelism(), line -> answer(line, terms))
                .map(answer -> Answers.bytes(answer).concat(LINE_END));
    }

    private CompletionStage<Held> hold(Line line, int tries, Instant until) {
        if (line.tooLong() || held.take(line.length())) {
            return CompletableFuture.completedFuture(new Held(line, true));
        }
        if (doors.clock().instant().isAfter(until)) {
            return CompletableFuture.completedFuture(new Held(line, false));
        }
        return after(tries, () -> hold(line, tries + 1, until));
    }

    private CompletionStage<IngestAnswer> answer(Held line, Terms terms) {
        long number = line.line().number();
        if (line.line().tooLong()) return refused(number, tooLong(line.line()));
        if (!line.room()) return refused(number, noRoom());
        CompletionStage<IngestAnswer> answer;
        try {
            answer = put(line.line(), terms);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.whenComplete((_, _) -> held.give(line.line().length()))
                .exceptionally(error -> broken(number, error));
    }

    private CompletionStage<IngestAnswer> put(Line line, Terms terms) {
        Checked<Arrival> arrival =
                JsonBodies.read(line.bytes(), DocumentRequest.class)
                        .then(request -> reader.read(request, terms));
        return switch (arrival) {
            case Checked.Wrong<Arrival>(var problem) -> refused(line.number(), problem);
            case Checked.Fine<Arrival>(var document) ->
                    put(document, 0, patience())
                            .thenCompose(
                                    outcome -> settle(line.number(), document, outcome, terms));
        };
    }

    private CompletionStage<Outcome<Intake.Accepted>> put(
            Arrival document, int tries, Instant until) {
        return doors.intake()
                .put(document.description(), document.text())
                .thenCompose(outcome -> {
                    boolean again =
                            outcome instanceof Outcome.Bad<Intake.Accepted>(var failure)
                                    && failure.code() == Failure.Code.OVERLOADED
                                    && doors.clock().instant().isBefore(until);
                    return again
                            ? after(tries, () -> put(document, tries + 1, until))
                            : CompletableFuture.completedFuture(outcome);
                });
    }

    private CompletionStage<IngestAnswer> settle(
            long number, Arrival document, Outcome<Intake.Accepted> outcome, Terms terms) {
        return switch (outcome) {
            case Outcome.Good<Intake.Accepted>(var accepted) ->
                    ingest.answer(accepted, terms.patience())
                            .thenApply(answer -> numbered(number, answer));
            case Outcome.Bad<Intake.Accepted>(var failure) ->
                    CompletableFuture.completedFuture(
                            refusal(number, Optional.of(document), Problems.of(failure)));
        };
    }

    private <T> CompletionStage<T> after(int tries, Callable<CompletionStage<T>> next) {
        int factor = Math.min(PAUSE_FACTOR_MAX, 1 << Math.min(tries, PAUSE_DOUBLINGS_MAX + 1));
        Duration pause = settings.bulkPause().multipliedBy(factor);
        return Patterns.after(pause, system, next);
    }

    private Instant patience() {
        return doors.clock().instant().plus(settings.bulkPatience());
    }

    private static IngestAnswer numbered(long number, IngestAnswer answer) {
        return new IngestAnswer(
                Optional.of(number),
                answer.id(),
                answer.collection(),
                answer.task(),
                answer.state(),
                answer.copies(),
                answer.problem());
    }

    private static CompletionStage<IngestAnswer> refused(long number, Problem problem) {
        return CompletableFuture.completedFuture(refusal(number, Optional.empty(), problem));
    }

    private static IngestAnswer refusal(long number, Optional<Arrival> document, Problem problem) {
        return new IngestAnswer(
                Optional.of(number),
                document.map(d -> d.description().key().id()),
                document.map(d -> d.description().key().collection().value()),
                Optional.empty(),
                "refused",
                0,
                Optional.of(problem));
    }

    private static IngestAnswer broken(long number, Throwable error) {
        LOG.error("line {} of a stream failed", number, error);
        return refusal(
                number,
                Optional.empty(),
                Problems.of(
                        new Failure(
                                Failure.Code.INTERNAL,
                                "something broke that should not; see the agent's log")));
    }

    private Problem tooLong(Line line) {
        return Problems.tooLarge(
                "the line has "
                        + line.length()
                        + " bytes; the most is "
                        + settings.lineBytesMax()
                        + "; put it by itself as text/plain, or cut it");
    }

    private static Problem noRoom() {
        return Problems.busy("too many large documents at once; send the line again later");
    }
}
