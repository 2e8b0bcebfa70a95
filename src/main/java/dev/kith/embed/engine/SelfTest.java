package dev.kith.embed.engine;

import dev.kith.embed.EmbeddingModel;
import dev.kith.embed.probe.Probe;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares an engine's vectors with those of ONNX Runtime in float32, which are computed once and
 * kept beside the model.
 *
 * @param file where they are kept
 */
record SelfTest(Path file) {
    /** The least cosine that is the same vector in bfloat16. */
    static final double COSINE_MIN = 0.9995;

    private static final List<Probe> PROBES = List.of(Probe.values());
    private static final List<String> TEXTS = Probe.texts();

    /** The test of a model that is unpacked to this file. */
    static SelfTest beside(Path model) {
        return new SelfTest(model.resolveSibling(model.getFileName() + ".probes"));
    }

    /**
     * What is wrong with a model, if anything.
     *
     * @param reference opens the same model on ONNX Runtime, where its vectors are not known yet
     */
    Optional<String> fault(EmbeddingModel model, Supplier<EmbeddingModel> reference) {
        List<UnitVector> right =
                stored(model.identity().dimension()).orElseGet(() -> made(reference));
        List<UnitVector> found = model.passages(TEXTS);
        for (int i = 0; i < right.size(); i++) {
            double cosine = found.get(i).cosine(right.get(i));
            if (cosine >= COSINE_MIN) continue;
            return Optional.of(
                    "probe %s has cosine %.4f to the model's own vector, below %s"
                            .formatted(
                                    PROBES.get(i).name().toLowerCase(Locale.ROOT),
                                    cosine,
                                    COSINE_MIN));
        }
        return Optional.empty();
    }

    private Optional<List<UnitVector>> stored(int dimension) {
        try {
            if (!Files.isReadable(file)) return Optional.empty();
            ByteBuffer all =
                    ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            if (all.remaining() != TEXTS.size() * dimension * Float.BYTES) return Optional.empty();
            List<UnitVector> vectors = new ArrayList<>();
            for (int i = 0; i < TEXTS.size(); i++) {
                float[] one = new float[dimension];
                for (int j = 0; j < dimension; j++) one[j] = all.getFloat();
                vectors.add(new UnitVector(one));
            }
            return Optional.of(vectors);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // damaged: they are made again
        }
    }

    private List<UnitVector> made(Supplier<EmbeddingModel> reference) {
        List<UnitVector> vectors;
        try (EmbeddingModel model = reference.get()) {
            vectors = TEXTS.stream().map(model::passage).toList();
        }
        store(vectors);
        return vectors;
    }

    private void store(List<UnitVector> vectors) {
        int dimension = vectors.getFirst().components().length;
        ByteBuffer all =
                ByteBuffer.allocate(vectors.size() * dimension * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (UnitVector vector : vectors) {
            for (float component : vector.components()) all.putFloat(component);
        }
        try {
            Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "probes-", "");
            Files.write(part, all.array());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
