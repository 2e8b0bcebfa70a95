package dev.kith.gateway.backup;

import dev.kith.api.Problem;
import dev.kith.api.backup.BackupCodec;
import dev.kith.api.backup.BackupLine;
import dev.kith.gateway.GatewayDoors;
import dev.kith.gateway.GatewaySettings;
import dev.kith.gateway.http.Answers;
import dev.kith.gateway.http.Budget;
import dev.kith.gateway.http.Call;
import dev.kith.gateway.http.NdjsonFraming;
import dev.kith.gateway.http.Problems;
import dev.kith.gateway.http.Route;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import dev.kith.task.Restorer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything out, and back in: {@code /v1/backup} and {@code /v1/restore}. */
public final class BackupRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(BackupRoutes.class);
    private static final ByteString LINE_END = ByteString.fromString("\n");

    private final GatewaySettings settings;
    private final GatewayDoors doors;
    private final Answers answers;
    private final Patience patience;
    private final Budget backups;
    private final Budget restores;

    /** Routes that pause on the system's scheduler. */
    public BackupRoutes(
            GatewaySettings settings,
            GatewayDoors doors,
            Answers answers,
            ClassicActorSystemProvider system) {
        this.settings = settings;
        this.doors = doors;
        this.answers = answers;
        this.patience = new Patience(settings, doors.clock(), system);
        this.backups = new Budget(settings.backupStreamsMax());
        this.restores = new Budget(settings.restoreStreamsMax());
    }

    /** All of them. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/v1/backup", this::backup),
                new Route("POST", "/v1/restore", this::restore));
    }

    private CompletionStage<HttpResponse> backup(Call call) {
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        if (backups.used() >= settings.backupStreamsMax()) {
            return refuse(Problems.busy("another backup runs at this agent; ask again later"));
        }
        return begin().thenApply(outcome ->
                switch (outcome) {
                    case Outcome.Bad<BackupLine.Begin>(var failure) -> answers.problem(failure);
                    case Outcome.Good<BackupLine.Begin>(var begin) ->
                            answers.backup(
                                    Source.lazySource(() -> bytes(begin, call))
                                            .mapMaterializedValue(_ -> NotUsed.getInstance()));
                });
    }

    /** The bytes, once somebody takes them. */
    private Source<ByteString, NotUsed> bytes(BackupLine.Begin begin, Call call) {
        backups.take(1);
        var stream =
                new BackupStream(
                        doors.copies(),
                        patience,
                        settings.backupReadAhead(),
                        call.body().materializer());
        return stream.bytes(begin)
                .watchTermination((nothing, end) -> {
                    end.whenComplete((_, error) -> {
                        backups.give(1);
                        if (error != null) LOG.warn("a backup broke off: {}", error.toString());
                    });
                    return nothing;
                });
    }

    /** The first line, which counts all partitions; NOT_ENOUGH_COPIES where one does not answer. */
    private CompletionStage<Outcome<BackupLine.Begin>> begin() {
        CompletionStage<Outcome<Long>> none = CompletableFuture.completedStage(Outcome.good(0L));
        return IntStream.range(0, doors.copies().partitions())
                .mapToObj(this::documents)
                .reduce(none, (sum, one) -> sum.thenCombine(one, BackupRoutes::plus))
                .thenApply(outcome ->
                        outcome.then(documents ->
                                Outcome.good(
                                        new BackupLine.Begin(
                                                BackupCodec.FORMAT,
                                                doors.facts().network(),
                                                doors.facts().name(),
                                                doors.clock().instant().toString(),
                                                documents))));
    }

    private CompletionStage<Outcome<Long>> documents(int partition) {
        return doors.copies()
                .summary(partition, "", 0)
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Good<Copies.PartitionSummary>(var summary) ->
                                    Outcome.good(summary.documents() + summary.pending());
                            case Outcome.Bad<Copies.PartitionSummary>(var failure) ->
                                    Outcome.bad(
                                            Failure.Code.NOT_ENOUGH_COPIES,
                                            "partition "
                                                    + partition
                                                    + " does not answer ("
                                                    + failure.detail()
                                                    + "), so a backup would lack its documents;"
                                                    + " bring its agents back and ask again");
                        });
    }

    private static Outcome<Long> plus(Outcome<Long> sum, Outcome<Long> one) {
        return sum.then(before -> one.then(more -> Outcome.good(before + more)));
    }

    private CompletionStage<HttpResponse> restore(Call call) {
        var wish = new Restorer.Wish(call.query().flag("replace"), call.query().flag("anew"));
        Optional<Problem> wrong = call.query().wrong();
        if (wrong.isPresent()) return refuse(wrong.get());
        if (!restores.take(1)) {
            return refuse(Problems.busy("too many restores at once; send it again later"));
        }
        var run = new RestoreRun(doors.restorer(), wish, patience);
        Source<ByteString, ?> lines =
                call.body().stream()
                        .via(new NdjsonFraming(BackupCodec.LINE_BYTES_MAX))
                        .mapAsync(1, run::take)
                        .mapConcat(said -> said)
                        .map(answer -> Answers.bytes(answer).concat(LINE_END))
                        .watchTermination((_, end) -> end.whenComplete((_, _) -> restores.give(1)));
        return CompletableFuture.completedFuture(answers.lines(lines));
    }

    private CompletionStage<HttpResponse> refuse(Problem problem) {
        return CompletableFuture.completedFuture(answers.problem(problem));
    }
}
