package dev.kith.gateway.backup;

import dev.kith.api.Problem;
import dev.kith.api.backup.BackupCheck;
import dev.kith.api.backup.BackupLine;
import dev.kith.api.backup.DamagedBackupException;
import dev.kith.api.backup.RestoreAnswer;
import dev.kith.gateway.http.NdjsonFraming;
import dev.kith.gateway.http.Problems;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.TaskId;
import dev.kith.task.Restorer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of one request, or of a whole backup, and brings back what they tell of. Every
 * line is checked before anything is done with it; after a damaged one nothing is taken any more.
 * One line at a time.
 */
final class RestoreRun {
    private final Restorer restorer;
    private final Restorer.Wish wish;
    private final Patience patience;
    private final BackupCheck check = new BackupCheck();
    private @Nullable Open open;
    private long number;
    private boolean damaged;

    RestoreRun(Restorer restorer, Restorer.Wish wish, Patience patience) {
        this.restorer = restorer;
        this.wish = wish;
        this.patience = patience;
    }

    /** The version whose lines come, and where they go, unless that has failed. */
    private static final class Open {
        private final BackupLine.Document document;
        private Outcome<Restorer.Arriving> arriving =
                Outcome.bad(Failure.Code.INTERNAL, "nothing was begun");

        Open(BackupLine.Document document) {
            this.document = document;
        }

        void failed(Failure failure) {
            arriving = new Outcome.Bad<>(failure);
        }
    }

    /** The next line; with a version's last, what became of it. */
    CompletionStage<List<RestoreAnswer>> take(NdjsonFraming.Line line) {
        if (damaged) return nothing();
        try {
            if (line.tooLong()) throw new DamagedBackupException("it is too long");
            return take(check.next(line.bytes().toArray()));
        } catch (DamagedBackupException e) {
            damaged = true;
            return said(refused(Problems.unreadable(e.what() + "; restore an undamaged backup")));
        }
    }

    private CompletionStage<List<RestoreAnswer>> take(BackupLine line) {
        return switch (line) {
            case BackupLine.Document document -> begin(document);
            case BackupLine.Text text -> part(arriving -> arriving.text(Translation.segment(text)));
            case BackupLine.Passages passages ->
                    part(arriving -> arriving.passages(Translation.batch(passages)));
            case BackupLine.Whole _ -> end();
            case BackupLine.Withdrawn _ -> {
                open = null;
                yield nothing();
            }
            case BackupLine.Begin _, BackupLine.Missing _ -> nothing();
            case BackupLine.Failed _, BackupLine.End _ -> nothing();
        };
    }

    private CompletionStage<List<RestoreAnswer>> begin(BackupLine.Document document) {
        number++;
        var now = new Open(document);
        open = now;
        Restorer.Kept kept;
        try {
            kept = Translation.kept(document);
        } catch (IllegalArgumentException e) {
            now.failed(invalid(e));
            return nothing();
        }
        return patiently(patience.until(), 0, () -> restorer.begin(kept, wish))
                .thenCompose(outcome -> {
                    now.arriving = outcome;
                    return nothing();
                });
    }

    private interface Step<T> {
        CompletionStage<Outcome<T>> take();
    }

    private interface Part {
        CompletionStage<Outcome<Boolean>> give(Restorer.Arriving arriving);
    }

    private CompletionStage<List<RestoreAnswer>> part(Part part) {
        Open now = open;
        if (now == null || !(now.arriving instanceof Outcome.Good<Restorer.Arriving>(var to))) {
            return nothing();
        }
        try {
            return part.give(to)
                    .thenCompose(outcome -> {
                        if (outcome instanceof Outcome.Bad<Boolean>(var failure)) {
                            now.failed(failure);
                        }
                        return nothing();
                    });
        } catch (IllegalArgumentException e) {
            now.failed(invalid(e));
            return nothing();
        }
    }

    private CompletionStage<List<RestoreAnswer>> end() {
        Open now = open;
        if (now == null) return nothing();
        return switch (now.arriving) {
            case Outcome.Bad<Restorer.Arriving>(var failure) -> said(refused(Problems.of(failure)));
            case Outcome.Good<Restorer.Arriving>(var arriving) ->
                    patiently(patience.until(), 0, arriving::finish)
                            .thenCompose(outcome ->
                                    switch (outcome) {
                                        case Outcome.Bad<Restorer.Back>(var failure) ->
                                                said(refused(Problems.of(failure)));
                                        case Outcome.Good<Restorer.Back>(var back) ->
                                                said(back(now.document, back));
                                    });
        };
    }

    private RestoreAnswer back(BackupLine.Document document, Restorer.Back back) {
        return new RestoreAnswer(
                number,
                document.id(),
                document.collection(),
                back.how().name().toLowerCase(Locale.ROOT),
                back.task().map(TaskId::value),
                Optional.empty());
    }

    private RestoreAnswer refused(Problem problem) {
        Open now = open;
        return new RestoreAnswer(
                number,
                now == null ? "" : now.document.id(),
                now == null ? "" : now.document.collection(),
                "refused",
                Optional.empty(),
                Optional.of(problem));
    }

    private <T> CompletionStage<Outcome<T>> patiently(Instant until, int tries, Step<T> step) {
        return step.take()
                .thenCompose(outcome -> {
                    boolean again =
                            outcome instanceof Outcome.Bad<T>(var failure)
                                    && failure.code() == Failure.Code.OVERLOADED
                                    && !patience.over(until);
                    return again
                            ? patience.after(tries, () -> patiently(until, tries + 1, step))
                            : CompletableFuture.completedStage(outcome);
                });
    }

    private static Failure invalid(IllegalArgumentException e) {
        return new Failure(Failure.Code.INVALID_INPUT, String.valueOf(e.getMessage()));
    }

    private CompletionStage<List<RestoreAnswer>> said(RestoreAnswer answer) {
        open = null;
        return CompletableFuture.completedStage(List.of(answer));
    }

    private static CompletionStage<List<RestoreAnswer>> nothing() {
        return CompletableFuture.completedStage(List.of());
    }
}
