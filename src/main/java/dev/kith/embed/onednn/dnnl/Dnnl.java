package dev.kith.embed.onednn.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * oneDNN on this machine's cores: makes shapes, memories and primitives, and frees all of them when
 * it is closed. Safe for many threads, but for {@link #close}, after which nothing of it may run.
 */
public final class Dnnl implements AutoCloseable {
    private static final int CPU = 1;
    private static final int STREAM_IN_ORDER = 1;
    private static final int ANY_LAYOUT = 1;
    private static final int USER_SCRATCHPAD = 1;
    private static final int INFERENCE = 96;
    private static final int ACCURATE_SOFTMAX = 0x30000;
    private static final int SCALE_AND_SHIFT = 0x2 | 0x4;
    private static final int GELU_ERF = 49;
    private static final int BINARY_ADD = 0x1fff0;
    private static final int QUERY_WEIGHTS = 131;
    private static final int QUERY_SCRATCH = 136;

    /** {@code dnnl_exec_arg_t}: an int, padded, and a pointer. */
    private static final int ARGUMENT_BYTES = 16;

    /** A cache line, and what AVX-512 reads at once. */
    private static final int ALIGNMENT = 64;

    private final Functions functions;
    private final Arena arena = Arena.ofShared();
    private final Deque<Owned> owned = new ArrayDeque<>();
    private final MemorySegment engine;

    private record Owned(MethodHandle destroy, MemorySegment handle) {}

    /** A call of the C interface that gives a status. */
    @FunctionalInterface
    private interface Native {
        int run() throws Throwable;
    }

    /** A call that puts a pointer where it is told to. */
    @FunctionalInterface
    private interface Making {
        int run(MemorySegment into) throws Throwable;
    }

    private Dnnl(Functions functions) {
        this.functions = functions;
        this.engine =
                make(
                        functions.engineDestroy,
                        into -> (int) functions.engineCreate.invokeExact(into, CPU, 0L));
    }

    /**
     * Loads the libraries.
     *
     * @param openMp {@code libgomp.so.1}, which the other needs
     * @param oneDnn {@code libdnnl.so.3}
     * @throws IllegalArgumentException if one cannot be loaded
     * @throws DnnlException if oneDNN does not work here
     */
    public static Dnnl open(Path openMp, Path oneDnn) {
        return new Dnnl(new Functions(openMp, oneDnn));
    }

    /** Keeps what the calling thread runs on that thread; its own start as many as are cores. */
    public void oneThread() {
        try {
            functions.setThreads.invokeExact(1);
        } catch (Throwable e) {
            throw unexpected(e);
        }
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

    private Shape shape(Making making) {
        return sized(make(functions.shapeDestroy, making));
    }

    private Shape sized(MemorySegment handle) {
        if (handle.address() == 0) return new Shape(handle, 0);
        try {
            return new Shape(handle, (long) functions.size.invokeExact(handle));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** {@code source × weights + bias}, and then the extra; without a bias where it is null. */
    public Primitive matmul(
            Shape source, Shape weights, MemorySegment bias, Shape destination, Extra extra) {
        return primitive(
                (into, attributes) ->
                        (int)
                                functions.matmul.invokeExact(
                                        into,
                                        engine,
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
                                        engine,
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
                                        engine,
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
                                        engine,
                                        destination.handle(),
                                        engine,
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
                make(functions.descriptionDestroy, into -> describing.run(into, attributes));
        MemorySegment primitive =
                make(
                        functions.primitiveDestroy,
                        into -> (int) functions.primitiveCreate.invokeExact(into, description));
        return new Primitive(
                primitive,
                queried(description, QUERY_WEIGHTS),
                queried(description, QUERY_SCRATCH));
    }

    private MemorySegment attributes(Extra extra) {
        MemorySegment attributes =
                make(
                        functions.attributesDestroy,
                        into -> (int) functions.attributesCreate.invokeExact(into));
        check(() -> (int) functions.attributesSetScratch.invokeExact(attributes, USER_SCRATCHPAD));
        if (extra instanceof Extra.None) return attributes;
        MemorySegment after =
                make(
                        functions.postOpsDestroy,
                        into -> (int) functions.postOpsCreate.invokeExact(into));
        check(
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
        check(() -> (int) functions.attributesSetPostOps.invokeExact(attributes, after));
        return attributes;
    }

    private Shape queried(MemorySegment description, int what) {
        try {
            return sized((MemorySegment) functions.query.invokeExact(description, what, 0));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Zeroed, aligned bytes. */
    public MemorySegment buffer(long bytes) {
        return arena.allocate(Math.max(bytes, 1), ALIGNMENT);
    }

    /**
     * Numbers of a shape that lie there.
     *
     * @throws IllegalArgumentException if they would not fit
     */
    public MemorySegment memory(Shape shape, MemorySegment data) {
        requireRoom(shape, data);
        return make(
                functions.memoryDestroy,
                into ->
                        (int)
                                functions.memoryCreate.invokeExact(
                                        into, shape.handle(), engine, data));
    }

    private static void requireRoom(Shape shape, MemorySegment data) {
        if (data.byteSize() >= shape.bytes()) return;
        throw new IllegalArgumentException(
                shape.bytes() + " bytes do not fit into " + data.byteSize());
    }

    /**
     * The memory's numbers lie there from now on.
     *
     * @param shape of the memory
     * @throws IllegalArgumentException if they would not fit
     */
    public void point(MemorySegment memory, Shape shape, MemorySegment data) {
        requireRoom(shape, data);
        check(() -> (int) functions.memorySetData.invokeExact(memory, data));
    }

    /** A primitive with these memories, and scratch in the buffer given. */
    public Call call(
            Primitive primitive, Map<Slot, MemorySegment> memories, MemorySegment scratch) {
        int count = memories.size() + 1;
        MemorySegment all = arena.allocate((long) count * ARGUMENT_BYTES, ADDRESS.byteAlignment());
        int i = 0;
        for (var each : new EnumMap<>(memories).entrySet()) {
            argument(all, i++, each.getKey().code, each.getValue());
        }
        argument(all, i, Slot.SCRATCH, memory(primitive.scratch(), scratch));
        return new Call(primitive, all, count);
    }

    private static void argument(MemorySegment all, int i, int slot, MemorySegment memory) {
        all.set(JAVA_INT, (long) i * ARGUMENT_BYTES, slot);
        all.set(ADDRESS, (long) i * ARGUMENT_BYTES + ADDRESS.byteSize(), memory);
    }

    /** Copies these floats into a memory of another shape. */
    public void copy(Shape plain, float[] numbers, Shape shape, MemorySegment into) {
        Primitive reorder = reorder(plain, shape);
        MemorySegment stream = stream();
        try (Arena passing = Arena.ofConfined()) {
            MemorySegment from = passing.allocate(plain.bytes(), ALIGNMENT);
            MemorySegment.copy(numbers, 0, from, JAVA_FLOAT, 0, numbers.length);
            var memories =
                    Map.of(Slot.SOURCE, memory(plain, from), Slot.DESTINATION, memory(shape, into));
            run(
                    call(
                            reorder,
                            memories,
                            passing.allocate(Math.max(1, reorder.scratch().bytes()))),
                    stream);
        }
    }

    /** Where calls run one after the other; for one thread at a time. */
    public MemorySegment stream() {
        return make(
                functions.streamDestroy,
                into -> (int) functions.streamCreate.invokeExact(into, engine, STREAM_IN_ORDER));
    }

    /** Runs a call on this thread; done when it returns. */
    public void run(Call call, MemorySegment stream) {
        check(() ->
                (int)
                        functions.execute.invokeExact(
                                call.primitive().handle(), stream, call.count(), call.arguments()));
    }

    private MemorySegment make(MethodHandle destroy, Making making) {
        try (Arena passing = Arena.ofConfined()) {
            MemorySegment into = passing.allocate(ADDRESS);
            check(() -> making.run(into));
            MemorySegment made = into.get(ADDRESS, 0);
            synchronized (owned) {
                owned.push(new Owned(destroy, made));
            }
            return made;
        }
    }

    private static void check(Native call) {
        int status;
        try {
            status = call.run();
        } catch (Throwable e) {
            throw unexpected(e);
        }
        if (status != 0) throw new DnnlException("oneDNN gave the status " + status);
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof RuntimeException known) return known;
        if (e instanceof Error error) throw error;
        return new DnnlException("oneDNN could not be called", e);
    }

    /** Frees everything, the last made first. */
    @Override
    public void close() {
        List<Owned> all;
        synchronized (owned) {
            all = List.copyOf(owned);
            owned.clear();
        }
        for (Owned each : all) check(() -> (int) each.destroy().invokeExact(each.handle()));
        arena.close();
    }
}
