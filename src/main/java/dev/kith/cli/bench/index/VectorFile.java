package dev.kith.cli.bench.index;

import dev.kith.vector.UnitVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongFunction;

/** Vectors in a file that other programs read: 32-bit floats, little-endian. */
final class VectorFile {
    private VectorFile() {}

    /** Writes vectors {@code first} to {@code first + count - 1} into a new file. */
    static Path write(Path file, LongFunction<UnitVector> vectors, long first, int count) {
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < count; i++) {
                float[] components = vectors.apply(first + i).components();
                ByteBuffer bytes =
                        ByteBuffer.allocate(components.length * Float.BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(components);
                while (bytes.hasRemaining()) out.write(bytes);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
