package dev.kith.store.host;

import dev.kith.model.ChunkBatch;
import dev.kith.model.Segment;
import dev.kith.store.StoreWrite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Writes that wait while one sync runs, bounded in number and bytes. Not thread-safe. */
final class WriteQueue {
    private static final int OVERHEAD_BYTES = 512;

    /** A write and who waits for it. */
    record Waiting(StoreWrite write, ActorRef<StoreWrite.Answer> replyTo) {}

    private final int countMax;
    private final long bytesMax;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;

    WriteQueue(int countMax, long bytesMax) {
        this.countMax = countMax;
        this.bytesMax = bytesMax;
    }

    /** Takes it in; false if there is no room. A write that is larger than all room waits alone. */
    boolean offer(Waiting write) {
        long size = bytes(write.write());
        if (waiting.size() >= countMax) return false;
        if (!waiting.isEmpty() && bytes + size > bytesMax) return false;
        waiting.add(write);
        bytes += size;
        return true;
    }

    /** The longest waiting, at least one and at most {@code groupBytesMax}. */
    List<Waiting> take(long groupBytesMax) {
        var group = new ArrayList<Waiting>();
        long taken = 0;
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            long size = bytes(next.write());
            if (!group.isEmpty() && taken + size > groupBytesMax) break;
            group.add(waiting.remove());
            taken += size;
        }
        bytes -= taken;
        return group;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** About how many bytes a write is on disk. */
    static long bytes(StoreWrite write) {
        return switch (write) {
            case StoreWrite.PutDocument(_, var segments) -> segmentBytes(segments);
            case StoreWrite.PutSegments(_, _, var segments) -> segmentBytes(segments);
            case StoreWrite.PutChunks(_, _, var batches) -> batchBytes(batches);
            case StoreWrite.PutStored(_, _, var parts, _) -> partBytes(parts);
            case StoreWrite.Settle _ -> OVERHEAD_BYTES;
        };
    }

    private static long segmentBytes(List<Segment> segments) {
        long sum = OVERHEAD_BYTES;
        for (Segment segment : segments) sum += segment.text().length();
        return sum;
    }

    private static long partBytes(List<StoreWrite.Part> parts) {
        long sum = OVERHEAD_BYTES;
        for (StoreWrite.Part part : parts) sum += part.value().bytes().length;
        return sum;
    }

    private static long batchBytes(List<ChunkBatch> batches) {
        long sum = OVERHEAD_BYTES;
        for (ChunkBatch batch : batches) {
            for (String vector : batch.vectors()) sum += vector.length();
        }
        return sum;
    }
}
