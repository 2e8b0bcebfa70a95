package dev.kith.embed.onednn.dnnl;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;

/** Makes shapes; safe for many threads. */
public final class Shapes {
    private static final int ANY_LAYOUT = 1;

    private final NativeObjects objects;
    private final Functions functions;

    Shapes(NativeObjects objects) {
        this.objects = objects;
        this.functions = objects.functions();
    }

    /** Rows one after the other. */
    public Shape dense(NumberType type, long... sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int i = sizes.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= sizes[i];
        }
        return strided(type, sizes, strides);
    }

    /** So many numbers from one to the next, a stride for each size. */
    public Shape strided(NumberType type, long[] sizes, long[] strides) {
        return shape(into -> {
            try (Arena passing = Arena.ofConfined()) {
                return (int)
                        functions.shapeWithStrides.invokeExact(
                                into,
                                sizes.length,
                                passing.allocateFrom(JAVA_LONG, sizes),
                                type.code,
                                passing.allocateFrom(JAVA_LONG, strides));
            }
        });
    }

    /** However a primitive likes it best. */
    public Shape any(NumberType type, long... sizes) {
        return shape(into -> {
            try (Arena passing = Arena.ofConfined()) {
                return (int)
                        functions.shapeWithTag.invokeExact(
                                into,
                                sizes.length,
                                passing.allocateFrom(JAVA_LONG, sizes),
                                type.code,
                                ANY_LAYOUT);
            }
        });
    }

    private Shape shape(NativeObjects.Making making) {
        return objects.sized(objects.make(functions.shapeDestroy, making));
    }
}
