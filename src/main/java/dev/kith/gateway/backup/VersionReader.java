package dev.kith.gateway.backup;

import dev.kith.api.backup.BackupLine;
import dev.kith.model.ChunkBatch;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Reads versions of documents as the lines of a backup, a message at a time.
 *
 * <pre>
 *   Start ─► Texts ─► Chunks ─► whole
 *     ▲        └────────┴── not readable: withdrawn ─► Again ──gone, or given up──► end, or missing
 *     └── the version that is there now ───────────────┘
 * </pre>
 */
final class VersionReader {
    private final Copies copies;
    private final Patience patience;

    VersionReader(Copies copies, Patience patience) {
        this.copies = copies;
        this.patience = patience;
    }

    /**
     * What is read.
     *
     * @param updating whether the next version in the backup is of the same document
     * @param until when it is given up
     */
    private record Job(DocumentRecord record, boolean updating, Instant until, int tries) {}

    private sealed interface Step {}

    private record Start(Job job) implements Step {}

    private record Texts(Job job, int segment, Copies.ChunkPage first) implements Step {}

    private record Chunks(Job job, Copies.ChunkPage page, int seen) implements Step {}

    private record Again(Job job, Failure why) implements Step {}

    private record End() implements Step {}

    /** A step's lines, and the step that follows. */
    private record Made(Step next, List<BackupLine> lines) {}

    /** The lines of a version; every failure is a line too. */
    Source<BackupLine, NotUsed> lines(DocumentRecord record, boolean updating) {
        Step start = new Start(new Job(record, updating, patience.until(), 0));
        return Source.unfoldAsync(start, this::made).mapConcat(lines -> lines);
    }

    private CompletionStage<Optional<Pair<Step, List<BackupLine>>>> made(Step step) {
        CompletionStage<Optional<Made>> made =
                switch (step) {
                    case Start(var job) -> start(job).thenApply(Optional::of);
                    case Texts(var job, int segment, var first) ->
                            text(job, segment, first).thenApply(Optional::of);
                    case Chunks(var job, var page, int seen) ->
                            chunks(job, page, seen).thenApply(Optional::of);
                    case Again(var job, var why) -> again(job, why).thenApply(Optional::of);
                    case End _ -> CompletableFuture.completedStage(Optional.empty());
                };
        return made.thenApply(found -> found.map(m -> Pair.create(m.next(), m.lines())));
    }

    private CompletionStage<Made> start(Job job) {
        DocumentRecord record = job.record();
        if (record.state() == DocumentState.PENDING) {
            var none = new Copies.ChunkPage(List.of(), Optional.empty());
            return done(new Texts(job, 0, none), Translation.line(record, "", job.updating()));
        }
        return page(job, StoreRead.BatchPlace.FIRST)
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Copies.ChunkPage>(var failure) ->
                                    new Made(new Again(job, failure), List.of());
                            case Outcome.Good<Copies.ChunkPage>(var page) ->
                                    new Made(
                                            new Texts(job, 0, page),
                                            List.of(
                                                    Translation.line(
                                                            record, model(page), job.updating())));
                        });
    }

    private static String model(Copies.ChunkPage page) {
        return page.batches().isEmpty() ? "" : page.batches().getFirst().receipt().model();
    }

    private CompletionStage<Made> text(Job job, int segment, Copies.ChunkPage first) {
        DocumentRecord record = job.record();
        if (segment == record.segments()) return chunks(job, first, 0);
        return copies.segment(record.key(), record.version(), segment)
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Segment>(var failure) -> withdrawn(job, failure);
                            case Outcome.Good<Segment>(var found) ->
                                    new Made(
                                            new Texts(job, segment + 1, first),
                                            List.of(Translation.line(found)));
                        });
    }

    private CompletionStage<Made> chunks(Job job, Copies.ChunkPage page, int seenBefore) {
        DocumentRecord record = job.record();
        var lines = new ArrayList<BackupLine>();
        int seen = seenBefore;
        for (ChunkBatch batch : page.batches()) {
            seen += batch.chunks().size();
            lines.add(Translation.line(batch));
        }
        if (page.next().isEmpty()) {
            if (seen == record.chunks()) {
                lines.add(new BackupLine.Whole(record.segments(), seen));
                return CompletableFuture.completedStage(new Made(new End(), lines));
            }
            String what = "passages are missing: %d of %d".formatted(seen, record.chunks());
            var failure = new Failure(Failure.Code.CORRUPT_DATA, what);
            return CompletableFuture.completedStage(withdrawn(job, failure));
        }
        int soFar = seen;
        return page(job, page.next().get())
                .thenApply(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Copies.ChunkPage>(var failure) ->
                                    withdrawn(job, failure);
                            case Outcome.Good<Copies.ChunkPage>(var next) ->
                                    new Made(new Chunks(job, next, soFar), lines);
                        });
    }

    private CompletionStage<Outcome<Copies.ChunkPage>> page(Job job, StoreRead.BatchPlace from) {
        return copies.chunkPage(job.record().key(), job.record().version(), true, from);
    }

    private static Made withdrawn(Job job, Failure why) {
        return new Made(new Again(job, why), List.of(new BackupLine.Withdrawn(why.detail())));
    }

    /** Looks what there is now of a document whose version could not be read. */
    private CompletionStage<Made> again(Job job, Failure why) {
        var key = job.record().key();
        if (patience.over(job.until())) {
            return done(
                    new End(),
                    new BackupLine.Missing(key.collection().value(), key.id(), why.detail()));
        }
        return patience.after(
                job.tries(),
                () ->
                        copies.head(key)
                                .thenApply(outcome ->
                                        switch (outcome) {
                                            case Outcome.Bad<Copies.Head>(var failure) ->
                                                    new Made(
                                                            new Again(
                                                                    next(job, job.record()),
                                                                    failure),
                                                            List.of());
                                            case Outcome.Good<Copies.Head>(var head) ->
                                                    new Made(now(job, head), List.of());
                                        }));
    }

    private static Step now(Job job, Copies.Head head) {
        Optional<DocumentRecord> now =
                Stream.concat(head.visible().stream(), head.newest().stream())
                        .filter(r -> r.version().compareTo(job.record().version()) >= 0)
                        .filter(r ->
                                r.state() == DocumentState.COMMITTED
                                        || r.state() == DocumentState.PENDING)
                        .findFirst();
        if (now.isEmpty()) return new End(); // deleted, or given up
        boolean follows = !now.get().version().equals(job.record().version()) && job.updating();
        return follows ? new End() : new Start(next(job, now.get()));
    }

    private static Job next(Job job, DocumentRecord record) {
        return new Job(record, job.updating(), job.until(), job.tries() + 1);
    }

    private static CompletionStage<Made> done(Step next, BackupLine line) {
        return CompletableFuture.completedStage(new Made(next, List.of(line)));
    }
}
