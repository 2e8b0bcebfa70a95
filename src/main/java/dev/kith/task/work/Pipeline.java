package dev.kith.task.work;

import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.Segment;
import dev.kith.task.RunLimits;
import dev.kith.wire.VectorizeResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which segments and batches of one version are where. Pure bookkeeping with two windows, so that a
 * document of any size needs the same memory. Each {@code take…} says what to begin now.
 */
final class Pipeline {
    private final int segmentsTotal;
    private final Windows windows;
    private final Map<Integer, Integer> batchesLeft = new HashMap<>();
    private final Deque<Batch> cut = new ArrayDeque<>();
    private final Deque<ChunkBatch> embedded = new ArrayDeque<>();
    private List<ChunkBatch> storing = List.of();
    private int segmentsBegun;
    private int segmentsDone;
    private int batchesAtEmbedders;
    private int chunksDone;

    /**
     * How much may be under way.
     *
     * @param segments read but not wholly stored
     * @param batches at embedders
     * @param chunks in one batch
     * @param chars in one batch
     * @param storeBytes in one write, about
     */
    record Windows(int segments, int batches, int chunks, int chars, int storeBytes) {

        /** As much as the settings allow. */
        static Windows of(RunLimits limits) {
            return new Windows(
                    limits.segmentsInFlight(),
                    limits.batchesInFlight(),
                    limits.batchChunksMax(),
                    limits.batchCharsMax(),
                    limits.storeBytesMax());
        }
    }

    Pipeline(int segmentsTotal, Windows windows) {
        this.segmentsTotal = segmentsTotal;
        this.windows = windows;
    }

    /** Segments to read and cut now. */
    List<Integer> takeSegments() {
        var taken = new ArrayList<Integer>();
        while (segmentsBegun < segmentsTotal && segmentsBegun - segmentsDone < windows.segments) {
            taken.add(segmentsBegun++);
        }
        return taken;
    }

    /**
     * A segment came back in chunks, perhaps none.
     *
     * @param stored batches of it that are stored already; they count where they are the same
     */
    void cut(Segment segment, List<Chunk> chunks, List<ChunkBatch> stored) {
        var batches = new ArrayList<>(Batch.of(segment, chunks, windows.chunks, windows.chars));
        batches.removeIf(batch -> {
            boolean done = stored.stream().anyMatch(batch::isStoredAs);
            if (done) chunksDone += batch.chunks().size();
            return done;
        });
        if (batches.isEmpty()) {
            segmentsDone++;
        } else {
            batchesLeft.put(segment.index(), batches.size());
            cut.addAll(batches);
        }
    }

    /** Batches to embed now. */
    List<Batch> takeBatches() {
        var taken = new ArrayList<Batch>();
        while (!cut.isEmpty() && batchesAtEmbedders < windows.batches) {
            taken.add(cut.remove());
            batchesAtEmbedders++;
        }
        return taken;
    }

    /** A batch came back with its vectors. */
    void embedded(Batch batch, VectorizeResult result) {
        batchesAtEmbedders--;
        embedded.add(
                new ChunkBatch(
                        batch.segment(),
                        batch.index(),
                        batch.chunks(),
                        result.vectors(),
                        result.receipt()));
    }

    /** What to write now; empty while a write is under way or there is nothing. */
    List<ChunkBatch> takeWrite() {
        if (!storing.isEmpty()) return List.of();
        var taken = new ArrayList<ChunkBatch>();
        int bytes = 0;
        while (!embedded.isEmpty()) {
            bytes += bytes(embedded.element());
            if (!taken.isEmpty() && bytes > windows.storeBytes) break;
            taken.add(embedded.remove());
        }
        storing = List.copyOf(taken);
        return storing;
    }

    /** The write that was taken last is acknowledged. */
    void stored() {
        for (ChunkBatch batch : storing) {
            chunksDone += batch.chunks().size();
            if (batchesLeft.merge(batch.segment(), -1, Integer::sum) == 0) {
                batchesLeft.remove(batch.segment());
                segmentsDone++;
            }
        }
        storing = List.of();
    }

    boolean complete() {
        return segmentsDone == segmentsTotal;
    }

    int segmentsDone() {
        return segmentsDone;
    }

    int chunksDone() {
        return chunksDone;
    }

    private static int bytes(ChunkBatch batch) {
        int bytes = 1_000;
        for (String vector : batch.vectors()) bytes += vector.length();
        for (Chunk chunk : batch.chunks()) {
            bytes += 50;
            for (String heading : chunk.headings()) bytes += 3 * heading.length();
        }
        return bytes;
    }
}
