package dev.kith.embed.onednn.file;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers of an ONNX file, where they lie in it.
 *
 * @param type {@code TensorProto.DataType}
 * @param sizes of each dimension; none for a single number
 * @param raw the numbers, little-endian, row by row
 */
record Tensor(int type, List<Long> sizes, MemorySegment raw) {
    private static final int FLOAT = 1;

    /**
     * All of them.
     *
     * @throws IllegalArgumentException if they are no floats of these sizes
     */
    Floats floats(long... wanted) {
        long count = Arrays.stream(wanted).reduce(1, Math::multiplyExact);
        boolean right = type == FLOAT && sizes.equals(Arrays.stream(wanted).boxed().toList());
        if (right && raw.byteSize() == count * Float.BYTES) return new Floats(raw);
        throw new IllegalArgumentException(
                "it has "
                        + sizes
                        + " numbers of type "
                        + type
                        + ", not "
                        + Arrays.toString(wanted)
                        + " floats");
    }
}
