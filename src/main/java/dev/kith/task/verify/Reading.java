package dev.kith.task.verify;

import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.HashTree;
import dev.kith.model.Outcome;
import dev.kith.model.Segment;
import dev.kith.store.Copies;
import dev.kith.store.StoreRead.BatchPlace;
import dev.kith.task.Verifier.Checked;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Goes through one version, one page of chunks and one segment at a time; checks every receipt and
 * draws a sample, each passage equally likely. For one use; its steps follow one another.
 *
 * <p>Source of the drawing: Vitter, "Random Sampling with a Reservoir", 1985, algorithm R.
 */
final class Reading {
    private final Means means;
    private final DocumentRecord record;
    private final int sample;
    private final List<Checked> checked = new ArrayList<>();
    private final List<Piece> drawn = new ArrayList<>();
    private Optional<Segment> segment = Optional.empty();
    private int seen;

    Reading(Means means, DocumentRecord record, int sample) {
        this.means = means;
        this.record = record;
        this.sample = sample;
    }

    /** What was read. */
    record Read(List<Checked> checked, List<Piece> drawn) {}

    CompletionStage<Outcome<Read>> begin() {
        return pages(BatchPlace.FIRST);
    }

    private CompletionStage<Outcome<Read>> pages(BatchPlace from) {
        return means.copies()
                .chunkPage(record.key(), record.version(), true, from)
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Copies.ChunkPage>(var failure) ->
                                    done(new Outcome.Bad<>(failure));
                            case Outcome.Good<Copies.ChunkPage>(var page) ->
                                    batches(page.batches(), 0)
                                            .thenCompose(read -> next(read, page));
                        });
    }

    private CompletionStage<Outcome<Read>> next(Outcome<Read> read, Copies.ChunkPage page) {
        if (read instanceof Outcome.Bad<Read> || page.next().isEmpty()) return done(read);
        return pages(page.next().get());
    }

    private CompletionStage<Outcome<Read>> batches(List<ChunkBatch> batches, int from) {
        if (from == batches.size()) return done(Outcome.good(new Read(checked, drawn)));
        ChunkBatch batch = batches.get(from);
        return segment(batch.segment())
                .thenCompose(outcome ->
                        switch (outcome) {
                            case Outcome.Bad<Segment>(var failure) ->
                                    done(new Outcome.Bad<>(failure));
                            case Outcome.Good<Segment>(var found) -> {
                                segment = Optional.of(found);
                                check(batch, found);
                                yield batches(batches, from + 1);
                            }
                        });
    }

    private CompletionStage<Outcome<Segment>> segment(int index) {
        Optional<Segment> known = segment.filter(s -> s.index() == index);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(Outcome.good(known.get()));
        }
        return means.copies().segment(record.key(), record.version(), index);
    }

    private void check(ChunkBatch batch, Segment in) {
        List<String> texts = texts(batch, in);
        var receipt = batch.receipt();
        boolean whole = texts.size() == batch.chunks().size();
        checked.add(
                new Checked(
                        batch.segment(),
                        batch.batch(),
                        batch.chunks().size(),
                        receipt,
                        means.signed().test(receipt),
                        whole && HashTree.ofTexts(texts).root().equals(receipt.input()),
                        output(batch).filter(receipt.output()::equals).isPresent()));
        for (int i = 0; i < texts.size(); i++) {
            draw(new Piece(batch.chunks().get(i), texts.get(i), batch.vectors().get(i), receipt));
        }
    }

    private void draw(Piece piece) {
        seen++;
        if (drawn.size() < sample) {
            drawn.add(piece);
        } else if (sample > 0) {
            int place = means.random().nextInt(seen);
            if (place < sample) drawn.set(place, piece);
        }
    }

    /** The passages up to the first that does not lie in the segment: most often all. */
    private static List<String> texts(ChunkBatch batch, Segment in) {
        var texts = new ArrayList<String>();
        for (Chunk chunk : batch.chunks()) {
            int start = chunk.start() - in.start();
            int end = chunk.end() - in.start();
            if (start < 0 || end > in.text().length()) break;
            texts.add(in.text().substring(start, end));
        }
        return texts;
    }

    private static Optional<ContentId> output(ChunkBatch batch) {
        var decoder = Base64.getDecoder();
        try {
            var vectors = batch.vectors().stream().map(decoder::decode).toList();
            return Optional.of(HashTree.of(vectors).root());
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no base64: not what any receipt is of
        }
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
