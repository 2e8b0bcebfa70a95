package dev.kith.embed.onednn.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * oneDNN on this machine's cores: makes memories, runs primitives, and frees everything that was
 * made when it is closed. Safe for many threads, but for {@link #close}, after which nothing of it
 * may run.
 */
public final class Dnnl implements AutoCloseable {
    private static final int STREAM_IN_ORDER = 1;

    /** {@code dnnl_exec_arg_t}: an int, padded, and a pointer. */
    private static final int ARGUMENT_BYTES = 16;

    /** A cache line, and what AVX-512 reads at once. */
    private static final int ALIGNMENT = 64;

    private final NativeObjects objects;
    private final Functions functions;
    private final Arena arena = Arena.ofShared();
    private final Shapes shapes;
    private final Primitives primitives;

    private Dnnl(NativeObjects objects) {
        this.objects = objects;
        this.functions = objects.functions();
        this.shapes = new Shapes(objects);
        this.primitives = new Primitives(objects);
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
        return new Dnnl(new NativeObjects(new Functions(openMp, oneDnn)));
    }

    /** Makes shapes. */
    public Shapes shapes() {
        return shapes;
    }

    /** Makes primitives. */
    public Primitives primitives() {
        return primitives;
    }

    /** Keeps what the calling thread runs on that thread; its own start as many as are cores. */
    public void oneThread() {
        try {
            functions.setThreads.invokeExact(1);
        } catch (Throwable e) {
            throw NativeObjects.unexpected(e);
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
        return objects.make(
                functions.memoryDestroy,
                into ->
                        (int)
                                functions.memoryCreate.invokeExact(
                                        into, shape.handle(), objects.engine(), data));
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
        NativeObjects.check(() -> (int) functions.memorySetData.invokeExact(memory, data));
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
        Primitive reorder = primitives.reorder(plain, shape);
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
        return objects.make(
                functions.streamDestroy,
                into ->
                        (int)
                                functions.streamCreate.invokeExact(
                                        into, objects.engine(), STREAM_IN_ORDER));
    }

    /** Runs a call on this thread; done when it returns. */
    public void run(Call call, MemorySegment stream) {
        NativeObjects.check(() ->
                (int)
                        functions.execute.invokeExact(
                                call.primitive().handle(), stream, call.count(), call.arguments()));
    }

    /** Frees everything. */
    @Override
    public void close() {
        objects.close();
        arena.close();
    }
}
