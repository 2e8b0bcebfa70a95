package dev.kith.embed.onednn.dnnl;

import java.lang.foreign.MemorySegment;

/** Makes primitives; safe for many threads. */
public final class Primitives {
    private static final int USER_SCRATCHPAD = 1;
    private static final int INFERENCE = 96;
    private static final int ACCURATE_SOFTMAX = 0x30000;
    private static final int SCALE_AND_SHIFT = 0x2 | 0x4;
    private static final int GELU_ERF = 49;
    private static final int BINARY_ADD = 0x1fff0;
    private static final int QUERY_WEIGHTS = 131;
    private static final int QUERY_SCRATCH = 136;

    private final NativeObjects objects;
    private final Functions functions;

    Primitives(NativeObjects objects) {
        this.objects = objects;
        this.functions = objects.functions();
    }

    /** {@code source × weights + bias}, and then the extra; without a bias where it is null. */
    public Primitive matmul(
            Shape source, Shape weights, MemorySegment bias, Shape destination, Extra extra) {
        return primitive(
                (into, attributes) ->
                        (int)
                                functions.matmul.invokeExact(
                                        into,
                                        objects.engine(),
                                        source.handle(),
                                        weights.handle(),
                                        bias,
                                        destination.handle(),
                                        attributes),
                extra);
    }

    /** Normalises each row, and scales and shifts it. */
    public Primitive layerNorm(Shape source, Shape destination, float epsilon) {
        return primitive(
                (into, attributes) ->
                        (int)
                                functions.layerNorm.invokeExact(
                                        into,
                                        objects.engine(),
                                        INFERENCE,
                                        source.handle(),
                                        destination.handle(),
                                        MemorySegment.NULL,
                                        epsilon,
                                        SCALE_AND_SHIFT,
                                        attributes),
                new Extra.None());
    }

    /** The softmax along an axis. */
    public Primitive softmax(Shape source, Shape destination, int axis) {
        return primitive(
                (into, attributes) ->
                        (int)
                                functions.softmax.invokeExact(
                                        into,
                                        objects.engine(),
                                        INFERENCE,
                                        ACCURATE_SOFTMAX,
                                        source.handle(),
                                        destination.handle(),
                                        axis,
                                        attributes),
                new Extra.None());
    }

    /** Copies from one shape into another. */
    public Primitive reorder(Shape source, Shape destination) {
        return primitive(
                (into, attributes) ->
                        (int)
                                functions.reorder.invokeExact(
                                        into,
                                        source.handle(),
                                        objects.engine(),
                                        destination.handle(),
                                        objects.engine(),
                                        attributes),
                new Extra.None());
    }

    /** Describes a primitive, with these attributes, into a pointer. */
    @FunctionalInterface
    private interface Describing {
        int run(MemorySegment into, MemorySegment attributes) throws Throwable;
    }

    private Primitive primitive(Describing describing, Extra extra) {
        MemorySegment attributes = attributes(extra);
        MemorySegment description =
                objects.make(
                        functions.descriptionDestroy, into -> describing.run(into, attributes));
        MemorySegment primitive =
                objects.make(
                        functions.primitiveDestroy,
                        into -> (int) functions.primitiveCreate.invokeExact(into, description));
        return new Primitive(
                primitive,
                queried(description, QUERY_WEIGHTS),
                queried(description, QUERY_SCRATCH));
    }

    private MemorySegment attributes(Extra extra) {
        MemorySegment attributes =
                objects.make(
                        functions.attributesDestroy,
                        into -> (int) functions.attributesCreate.invokeExact(into));
        NativeObjects.check(() ->
                (int) functions.attributesSetScratch.invokeExact(attributes, USER_SCRATCHPAD));
        if (extra instanceof Extra.None) return attributes;
        MemorySegment after =
                objects.make(
                        functions.postOpsDestroy,
                        into -> (int) functions.postOpsCreate.invokeExact(into));
        NativeObjects.check(
                switch (extra) {
                    case Extra.None _ -> () -> 0;
                    case Extra.Gelu _ ->
                            () ->
                                    (int)
                                            functions.postOpsElementwise.invokeExact(
                                                    after, GELU_ERF, 0f, 0f);
                    case Extra.Add(Shape shape) ->
                            () ->
                                    (int)
                                            functions.postOpsBinary.invokeExact(
                                                    after, BINARY_ADD, shape.handle());
                });
        NativeObjects.check(
                () -> (int) functions.attributesSetPostOps.invokeExact(attributes, after));
        return attributes;
    }

    private Shape queried(MemorySegment description, int what) {
        try {
            return objects.sized((MemorySegment) functions.query.invokeExact(description, what, 0));
        } catch (Throwable e) {
            throw NativeObjects.unexpected(e);
        }
    }
}
