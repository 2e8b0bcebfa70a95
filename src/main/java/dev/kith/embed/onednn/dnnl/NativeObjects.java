package dev.kith.embed.onednn.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Whatever of oneDNN was made and must be freed; safe for many threads. */
final class NativeObjects implements AutoCloseable {
    private static final int CPU = 1;

    private final Functions functions;
    private final Deque<Owned> owned = new ArrayDeque<>();
    private final MemorySegment engine;

    private record Owned(MethodHandle destroy, MemorySegment handle) {}

    /** A call of the C interface that gives a status. */
    @FunctionalInterface
    interface Native {
        int run() throws Throwable;
    }

    /** A call that puts a pointer where it is told to. */
    @FunctionalInterface
    interface Making {
        int run(MemorySegment into) throws Throwable;
    }

    NativeObjects(Functions functions) {
        this.functions = functions;
        this.engine =
                make(
                        functions.engineDestroy,
                        into -> (int) functions.engineCreate.invokeExact(into, CPU, 0L));
    }

    Functions functions() {
        return functions;
    }

    /** This machine's cores. */
    MemorySegment engine() {
        return engine;
    }

    /**
     * Makes something, and has it freed in the end.
     *
     * @throws DnnlException if it is refused
     */
    MemorySegment make(MethodHandle destroy, Making making) {
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

    /** A shape with its size; 0 bytes for none. */
    Shape sized(MemorySegment handle) {
        if (handle.address() == 0) return new Shape(handle, 0);
        try {
            return new Shape(handle, (long) functions.size.invokeExact(handle));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void check(Native call) {
        int status;
        try {
            status = call.run();
        } catch (Throwable e) {
            throw unexpected(e);
        }
        if (status != 0) throw new DnnlException("oneDNN gave the status " + status);
    }

    static RuntimeException unexpected(Throwable e) {
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
    }
}
