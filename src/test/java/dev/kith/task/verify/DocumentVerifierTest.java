package dev.kith.task.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.audit.AuditSettings;
import dev.kith.audit.compare.Agreement;
import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.EmbeddingPool;
import dev.kith.embed.profile.ModelTokenizer;
import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.ContentId;
import dev.kith.model.DocumentRecord;
import dev.kith.model.DocumentState;
import dev.kith.model.Failure;
import dev.kith.model.ModelIdentity;
import dev.kith.model.Outcome;
import dev.kith.model.Receipt;
import dev.kith.model.Segment;
import dev.kith.store.StoreWrite;
import dev.kith.task.Verifier;
import dev.kith.task.testing.MemoryCopies;
import dev.kith.task.testing.Samples;
import dev.kith.vector.UnitVector;
import dev.kith.wire.VectorizeResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A document holds exactly where its receipts and its vectors are what they say. */
class DocumentVerifierTest {
    private static final List<String> TEXTS = List.of("alpha ", "beta ", "gamma ", "delta ");

    private final MemoryCopies copies = new MemoryCopies();
    private final List<EmbeddingPool> pools = new ArrayList<>();

    @AfterEach
    void close() {
        pools.forEach(EmbeddingPool::close);
    }

    @Test
    void findsNothingWrongWithHonestWork() {
        put(Mutation.NONE);

        Verifier.Verified found = good(verifier(pool("full", "avx")).verify(Samples.key("d"), 8));

        assertThat(found.batches()).hasSize(4);
        assertThat(found.batches())
                .allMatch(b -> b.signed() && b.inputMatches() && b.outputMatches());
        assertThat(found.recomputed().asked()).isEqualTo(8);
        assertThat(found.recomputed().agreed()).isEqualTo(8);
        assertThat(found.recomputed().apart()).isEmpty();
        assertThat(found.recomputed().why()).isEmpty();
    }

    @Test
    void drawsNoMoreThanItIsAskedForAndNoneWithoutAsking() {
        put(Mutation.NONE);
        Verifier verifier = verifier(pool("full", "avx"));

        assertThat(good(verifier.verify(Samples.key("d"), 3)).recomputed().asked()).isEqualTo(3);
        assertThat(good(verifier.verify(Samples.key("d"), 0)).recomputed().asked()).isZero();
        assertThat(good(verifier.verify(Samples.key("d"), 9999)).recomputed().asked()).isEqualTo(8);
    }

    @Test
    void tellsAForgedSignatureFromOtherTextAndOtherVectors() {
        put(Mutation.SIGNATURE);
        assertThat(first()).matches(b -> !b.signed() && b.inputMatches() && b.outputMatches());
        put(Mutation.TEXT);
        assertThat(first()).matches(b -> b.signed() && !b.inputMatches() && b.outputMatches());
        put(Mutation.VECTORS);
        assertThat(first()).matches(b -> b.signed() && b.inputMatches() && !b.outputMatches());
    }

    @Test
    void findsTheVectorThatItsAuthorMadeUpAndSigned() {
        put(Mutation.LIE);

        Verifier.Verified found = good(verifier(pool("full", "avx")).verify(Samples.key("d"), 8));

        assertThat(found.batches())
                .allMatch(b -> b.signed() && b.inputMatches() && b.outputMatches());
        assertThat(found.recomputed().apart()).hasSize(1);
        var apart = found.recomputed().apart().getFirst();
        assertThat(apart.agent()).isEqualTo(Samples.agent(1));
        assertThat(apart.chunk().start()).isZero();
        assertThat(found.recomputed().agreed()).isEqualTo(7);
    }

    @Test
    void saysWhyItCannotCompute() {
        put(Mutation.NONE, "int8");
        assertThat(why(Optional.empty())).contains("does not embed");
        assertThat(why(pool("int8", "another"))).contains("another instruction set");
        assertThat(why(pool("full", "avx"))).contains("another model");
        assertThat(why(pool("int8", "avx"))).isEmpty();
    }

    @Test
    void findsNothingWhereNoVersionIsSearched() {
        assertThat(verified(verifier(Optional.empty()).verify(Samples.key("never"), 1)))
                .isInstanceOfSatisfying(
                        Outcome.Bad.class,
                        bad -> assertThat(bad.failure().code()).isEqualTo(Failure.Code.NOT_FOUND));
    }

    private enum Mutation {
        NONE,
        SIGNATURE,
        TEXT,
        VECTORS,
        LIE
    }

    /** Two segments of two batches of two chunks; the first batch is wrong as {@code mutation}. */
    private void put(Mutation mutation) {
        put(mutation, "full");
    }

    private void put(Mutation mutation, String numbers) {
        DocumentRecord record = Samples.record("d", 2, 0);
        String text = String.join("", TEXTS);
        List<Segment> segments =
                List.of(
                        new Segment(0, 0, text, List.of()),
                        new Segment(1, text.length(), text, List.of()));
        copies.write(new StoreWrite.PutDocument(record, segments), 0);
        var batches = new ArrayList<ChunkBatch>();
        for (Segment segment : segments) {
            for (int b = 0; b < 2; b++) {
                Mutation here = batches.isEmpty() ? mutation : Mutation.NONE;
                batches.add(batch(segment, b, here, Model.identity(numbers).fingerprint()));
            }
        }
        copies.write(new StoreWrite.PutChunks(record.key(), record.version(), batches), 0);
        copies.write(new StoreWrite.Settle(committed(record)), 0);
    }

    private static DocumentRecord committed(DocumentRecord r) {
        return new DocumentRecord(
                r.key(),
                r.version(),
                DocumentState.COMMITTED,
                r.task(),
                r.content(),
                r.text(),
                r.title(),
                r.format(),
                r.metadata(),
                r.segments(),
                r.chars(),
                8,
                r.deadline(),
                Optional.empty());
    }

    private static ChunkBatch batch(Segment segment, int index, Mutation mutation, String model) {
        var chunks = new ArrayList<Chunk>();
        int at = segment.start() + (index == 0 ? 0 : TEXTS.get(0).length() + TEXTS.get(1).length());
        List<String> texts = TEXTS.subList(2 * index, 2 * index + 2);
        for (String text : texts) {
            chunks.add(new Chunk(at, at + text.length(), 1, List.of()));
            at += text.length();
        }
        List<UnitVector> vectors = new ArrayList<>(texts.stream().map(Model::vector).toList());
        if (mutation == Mutation.LIE) vectors.set(0, UnitVector.of(9, -1, 4));
        List<String> claimed = mutation == Mutation.TEXT ? List.of("other", "text") : texts;
        VectorizeResult result = Samples.result(Samples.agent(1), model, claimed, vectors);
        Receipt receipt = result.receipt();
        if (mutation == Mutation.SIGNATURE) {
            receipt =
                    new Receipt(
                            receipt.agent(),
                            receipt.model(),
                            receipt.engine(),
                            receipt.instructions(),
                            receipt.input(),
                            receipt.output(),
                            receipt.time(),
                            "forged");
        }
        List<String> stored =
                mutation == Mutation.VECTORS ? result.vectors().reversed() : result.vectors();
        return new ChunkBatch(segment.index(), index, chunks, stored, receipt);
    }

    private Verifier.Checked first() {
        return good(verifier(Optional.empty()).verify(Samples.key("d"), 0)).batches().getFirst();
    }

    private String why(Optional<EmbeddingPool> pool) {
        return good(verifier(pool).verify(Samples.key("d"), 2)).recomputed().why().orElse("");
    }

    private Verifier verifier(Optional<EmbeddingPool> pool) {
        return new DocumentVerifier(
                new Means(
                        copies,
                        receipt -> receipt.signature().equals("signed"),
                        new OwnModel(
                                pool,
                                new Agreement(AuditSettings.shipped().tolerances()),
                                Optional::empty),
                        new SplittableRandom(1),
                        AuditSettings.shipped()));
    }

    private Optional<EmbeddingPool> pool(String numbers, String instructions) {
        var pool =
                EmbeddingPool.start(
                        new Model(numbers, instructions),
                        1,
                        100,
                        Thread.ofPlatform().daemon().factory(),
                        InstantSource.system());
        pools.add(pool);
        return Optional.of(pool);
    }

    private static Verifier.Verified good(
            CompletionStage<Outcome<Verifier.Verified>> verification) {
        return switch (verified(verification)) {
            case Outcome.Good<Verifier.Verified>(var value) -> value;
            case Outcome.Bad<Verifier.Verified>(var failure) ->
                    throw new AssertionError(failure.toString());
        };
    }

    private static Outcome<Verifier.Verified> verified(
            CompletionStage<Outcome<Verifier.Verified>> verification) {
        try {
            return verification.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Vectors that depend on the text alone. */
    private record Model(String numbers, String instructions) implements EmbeddingModel {
        static UnitVector vector(String text) {
            return UnitVector.of(1, text.length(), text.charAt(0));
        }

        private static ModelIdentity identity(String numbers) {
            return new ModelIdentity(
                    "test",
                    ContentId.of("model"),
                    ContentId.of("tokenizer"),
                    numbers,
                    "mean",
                    "",
                    "",
                    512,
                    3);
        }

        @Override
        public ModelIdentity identity() {
            return identity(numbers);
        }

        @Override
        public UnitVector passage(String text) {
            return vector(text);
        }

        @Override
        public UnitVector query(String text) {
            throw new UnsupportedOperationException("documents are passages");
        }

        @Override
        public String engine() {
            return "engine-1";
        }

        @Override
        public ModelTokenizer tokenizer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
