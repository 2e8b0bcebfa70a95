package dev.kith.gateway.backup;

import dev.kith.api.backup.BackupLine;
import dev.kith.api.backup.BackupWriter;
import dev.kith.model.DocumentKey;
import dev.kith.model.DocumentRecord;
import dev.kith.model.Failure;
import dev.kith.model.Outcome;
import dev.kith.store.Copies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * All documents of the network as the bytes of a backup: partition after partition, document after
 * document, a few short ones read ahead. It is read no faster than its receiver takes it.
 */
final class BackupStream {
    /** Documents of so many characters are read as a whole, several at once. */
    private static final int SHORT_CHARS = 64 * 1024;

    private static final int PAGE = 100;
    private static final int PIECE_BYTES = 64 * 1024;
    private static final Duration PIECE_WAIT = Duration.ofMillis(200);

    private final Copies copies;
    private final Patience patience;
    private final VersionReader versions;
    private final int readAhead;
    private final Materializer materializer;

    /** A stream; {@code readAhead} short documents are read at the same time. */
    BackupStream(Copies copies, Patience patience, int readAhead, Materializer materializer) {
        this.copies = copies;
        this.patience = patience;
        this.versions = new VersionReader(copies, patience);
        this.readAhead = readAhead;
        this.materializer = materializer;
    }

    /** A version that is listed, or why the list breaks off. */
    private sealed interface Listed {}

    private record Version(DocumentRecord record, boolean updating) implements Listed {}

    private record Broken(Failure why) implements Listed {}

    private sealed interface Place {}

    private record After(Optional<DocumentKey> key, Instant until, int tries) implements Place {}

    private record Over() implements Place {}

    /** The bytes of a backup that begins so; to be run once. */
    Source<ByteString, NotUsed> bytes(BackupLine.Begin begin) {
        var writing = new Writing();
        return Source.<BackupLine>single(begin)
                .concat(lines())
                .takeWhile(line -> !(line instanceof BackupLine.Failed), true)
                .map(writing::line)
                .concatLazy(Source.lazySource(writing::end))
                .groupedWeightedWithin(PIECE_BYTES, b -> (long) b.size(), PIECE_WAIT)
                .map(pieces -> pieces.stream().reduce(ByteString::concat).orElseThrow());
    }

    private Source<BackupLine, NotUsed> lines() {
        return Source.range(0, copies.partitions() - 1)
                .flatMapConcat(this::listed)
                .mapAsync(readAhead, this::lines)
                .flatMapConcat(lines -> lines)
                .mapMaterializedValue(_ -> NotUsed.getInstance());
    }

    private Source<Listed, NotUsed> listed(int partition) {
        Place first = new After(Optional.empty(), patience.until(), 0);
        return Source.unfoldAsync(first, place -> page(partition, place)).mapConcat(all -> all);
    }

    private CompletionStage<Optional<Pair<Place, List<Listed>>>> page(int partition, Place place) {
        return switch (place) {
            case Over _ -> CompletableFuture.completedStage(Optional.empty());
            case After(var key, var until, int tries) ->
                    copies.page(partition, key, PAGE)
                            .thenCompose(outcome ->
                                    switch (outcome) {
                                        case Outcome.Good<Copies.Page>(var page) ->
                                                CompletableFuture.completedStage(
                                                        Optional.of(
                                                                Pair.create(
                                                                        next(page), list(page))));
                                        case Outcome.Bad<Copies.Page>(var failure) ->
                                                patience.over(until)
                                                        ? broken(partition, failure)
                                                        : patience.after(
                                                                tries,
                                                                () ->
                                                                        page(
                                                                                partition,
                                                                                new After(
                                                                                        key,
                                                                                        until,
                                                                                        tries
                                                                                                + 1)));
                                    });
        };
    }

    private Place next(Copies.Page page) {
        return page.next().isEmpty() ? new Over() : new After(page.next(), patience.until(), 0);
    }

    private static List<Listed> list(Copies.Page page) {
        var listed = new ArrayList<Listed>();
        for (int i = 0; i < page.records().size(); i++) {
            DocumentRecord record = page.records().get(i);
            boolean more = i + 1 < page.records().size();
            boolean updating = more && page.records().get(i + 1).key().equals(record.key());
            listed.add(new Version(record, updating));
        }
        return listed;
    }

    private static CompletionStage<Optional<Pair<Place, List<Listed>>>> broken(
            int partition, Failure why) {
        var failure =
                new Failure(
                        why.code(),
                        "partition %d cannot be listed: %s".formatted(partition, why.detail()));
        return CompletableFuture.completedStage(
                Optional.of(Pair.create(new Over(), List.of(new Broken(failure)))));
    }

    private CompletionStage<Source<BackupLine, NotUsed>> lines(Listed listed) {
        return switch (listed) {
            case Broken(var why) ->
                    CompletableFuture.completedStage(
                            Source.single(new BackupLine.Failed(why.detail())));
            case Version(var record, boolean updating) -> {
                var lines = versions.lines(record, updating);
                yield record.chars() > SHORT_CHARS
                        ? CompletableFuture.completedStage(lines)
                        : lines.runWith(Sink.seq(), materializer)
                                .thenApply(read -> Source.from(lastTry(read)));
            }
        };
    }

    /** Tries before the last need not be told of. */
    private static List<BackupLine> lastTry(List<BackupLine> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i) instanceof BackupLine.Withdrawn) {
                return lines.subList(i + 1, lines.size());
            }
        }
        return lines;
    }

    /** Lines in bytes, and the end unless it broke off. */
    private static final class Writing {
        private final BackupWriter writer = new BackupWriter();
        private boolean broken;

        ByteString line(BackupLine line) {
            broken = line instanceof BackupLine.Failed;
            return ByteString.fromArrayUnsafe(writer.line(line));
        }

        Source<ByteString, NotUsed> end() {
            if (broken) return Source.empty();
            return Source.single(ByteString.fromArrayUnsafe(writer.end()));
        }
    }
}
