package dev.kith.store.part;

import dev.kith.model.Chunk;
import dev.kith.model.ChunkBatch;
import dev.kith.model.Receipt;
import dev.kith.store.log.Codec;
import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** A chunk batch as it is stored: its vectors are bytes, made into text only where asked for. */
public final class StoredBatch {
    /** What stands before the vectors. */
    record Head(List<Chunk> chunks, Receipt receipt) {}

    private final Head head;
    private final byte[] vectors;

    private StoredBatch(Head head, byte[] vectors) {
        this.head = head;
        this.vectors = vectors;
    }

    /** Reads what {@link #encode} wrote. */
    public static StoredBatch decode(byte[] value) throws IOException {
        var batch = new StoredBatch(Codec.head(value, Head.class), Codec.tail(value));
        if (batch.vectors.length != batch.chunks().size() * batch.vectorBytes()) {
            throw new IOException("a stored chunk batch has vectors of unequal length");
        }
        return batch;
    }

    /** How many chunks are in what {@link #encode} wrote; cheaper than to read them. */
    public static int count(byte[] value) throws IOException {
        return Codec.count(value, "chunks");
    }

    /**
     * As it is stored.
     *
     * @throws IllegalArgumentException if a vector is not base64 of a unit vector, or lengths
     *     differ
     */
    public static byte[] encode(ChunkBatch batch) {
        byte[] all = new byte[0];
        int at = 0;
        for (String text : batch.vectors()) {
            byte[] bytes = UnitVector.fromBase64(text).toBytes();
            if (at == 0) all = new byte[bytes.length * batch.vectors().size()];
            if (bytes.length * batch.vectors().size() != all.length) {
                throw new IllegalArgumentException("vectors of unequal length in one batch");
            }
            System.arraycopy(bytes, 0, all, at, bytes.length);
            at += bytes.length;
        }
        return Codec.encode(new Head(batch.chunks(), batch.receipt()), all);
    }

    /** Its passages in order. */
    public List<Chunk> chunks() {
        return head.chunks();
    }

    /** Who embedded them. */
    public Receipt receipt() {
        return head.receipt();
    }

    /** The vector of one chunk, counted from 0. */
    public UnitVector vector(int chunk) {
        return UnitVector.fromBytes(slice(chunk));
    }

    /** As it travels; without vectors each is an empty text. */
    public ChunkBatch toBatch(int segment, int batch, boolean withVectors) {
        List<String> texts;
        if (withVectors) {
            texts = new ArrayList<>();
            for (int i = 0; i < chunks().size(); i++) {
                texts.add(Base64.getEncoder().encodeToString(slice(i)));
            }
        } else {
            texts = Collections.nCopies(chunks().size(), "");
        }
        return new ChunkBatch(segment, batch, chunks(), texts, receipt());
    }

    /** About how many bytes it takes in a message. */
    public long travelBytes(boolean withVectors) {
        long bytes = 512 + (withVectors ? vectors.length * 4L / 3 : 0);
        for (Chunk chunk : chunks()) {
            bytes += 48;
            for (String heading : chunk.headings()) bytes += 8 + heading.length();
        }
        return bytes;
    }

    private int vectorBytes() {
        return chunks().isEmpty() ? 0 : vectors.length / chunks().size();
    }

    private byte[] slice(int chunk) {
        return Arrays.copyOfRange(vectors, chunk * vectorBytes(), (chunk + 1) * vectorBytes());
    }
}
