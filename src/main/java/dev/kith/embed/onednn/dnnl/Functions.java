package dev.kith.embed.onednn.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The functions of the two native libraries, which stay loaded as long as the process runs. Each is
 * named as in C; all give a status, 0 for success, but for {@link #size} and {@link #query}.
 */
@SuppressWarnings("restricted") // that is what it is for; the command line allows it
final class Functions {
    final MethodHandle engineCreate;
    final MethodHandle engineDestroy;
    final MethodHandle streamCreate;
    final MethodHandle streamDestroy;
    final MethodHandle shapeWithStrides;
    final MethodHandle shapeWithTag;
    final MethodHandle shapeDestroy;
    final MethodHandle size;
    final MethodHandle memoryCreate;
    final MethodHandle memoryDestroy;
    final MethodHandle memorySetData;
    final MethodHandle attributesCreate;
    final MethodHandle attributesDestroy;
    final MethodHandle attributesSetScratch;
    final MethodHandle attributesSetPostOps;
    final MethodHandle postOpsCreate;
    final MethodHandle postOpsDestroy;
    final MethodHandle postOpsElementwise;
    final MethodHandle postOpsBinary;
    final MethodHandle matmul;
    final MethodHandle layerNorm;
    final MethodHandle softmax;
    final MethodHandle reorder;
    final MethodHandle query;
    final MethodHandle descriptionDestroy;
    final MethodHandle primitiveCreate;
    final MethodHandle primitiveDestroy;
    final MethodHandle execute;
    final MethodHandle streamWait;
    final MethodHandle setThreads;

    private final SymbolLookup library;

    /**
     * Loads both libraries.
     *
     * @throws IllegalArgumentException if one cannot be loaded, or lacks a function
     */
    Functions(Path openMp, Path oneDnn) {
        SymbolLookup threads = SymbolLookup.libraryLookup(openMp, Arena.global());
        library = SymbolLookup.libraryLookup(oneDnn, Arena.global());
        setThreads = find(threads, "omp_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
        engineCreate = status("dnnl_engine_create", ADDRESS, JAVA_INT, JAVA_LONG);
        engineDestroy = status("dnnl_engine_destroy", ADDRESS);
        streamCreate = status("dnnl_stream_create", ADDRESS, ADDRESS, JAVA_INT);
        streamDestroy = status("dnnl_stream_destroy", ADDRESS);
        streamWait = status("dnnl_stream_wait", ADDRESS);
        shapeWithStrides =
                status(
                        "dnnl_memory_desc_create_with_strides",
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS);
        shapeWithTag =
                status(
                        "dnnl_memory_desc_create_with_tag",
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_INT);
        shapeDestroy = status("dnnl_memory_desc_destroy", ADDRESS);
        size =
                find(
                        library,
                        "dnnl_memory_desc_get_size",
                        FunctionDescriptor.of(JAVA_LONG, ADDRESS));
        memoryCreate = status("dnnl_memory_create", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        memoryDestroy = status("dnnl_memory_destroy", ADDRESS);
        memorySetData = status("dnnl_memory_set_data_handle", ADDRESS, ADDRESS);
        attributesCreate = status("dnnl_primitive_attr_create", ADDRESS);
        attributesDestroy = status("dnnl_primitive_attr_destroy", ADDRESS);
        attributesSetScratch = status("dnnl_primitive_attr_set_scratchpad_mode", ADDRESS, JAVA_INT);
        attributesSetPostOps = status("dnnl_primitive_attr_set_post_ops", ADDRESS, ADDRESS);
        postOpsCreate = status("dnnl_post_ops_create", ADDRESS);
        postOpsDestroy = status("dnnl_post_ops_destroy", ADDRESS);
        postOpsElementwise =
                status("dnnl_post_ops_append_eltwise", ADDRESS, JAVA_INT, JAVA_FLOAT, JAVA_FLOAT);
        postOpsBinary = status("dnnl_post_ops_append_binary", ADDRESS, JAVA_INT, ADDRESS);
        matmul =
                status(
                        "dnnl_matmul_primitive_desc_create",
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS);
        layerNorm =
                status(
                        "dnnl_layer_normalization_forward_primitive_desc_create",
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        JAVA_FLOAT,
                        JAVA_INT,
                        ADDRESS);
        softmax =
                status(
                        "dnnl_softmax_forward_primitive_desc_create",
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT,
                        ADDRESS);
        reorder =
                status(
                        "dnnl_reorder_primitive_desc_create",
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS);
        query =
                find(
                        library,
                        "dnnl_primitive_desc_query_md",
                        FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
        descriptionDestroy = status("dnnl_primitive_desc_destroy", ADDRESS);
        primitiveCreate = status("dnnl_primitive_create", ADDRESS, ADDRESS);
        primitiveDestroy = status("dnnl_primitive_destroy", ADDRESS);
        execute = status("dnnl_primitive_execute", ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    }

    private MethodHandle status(String name, MemoryLayout... arguments) {
        return find(library, name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MethodHandle find(SymbolLookup in, String name, FunctionDescriptor how) {
        MemorySegment symbol =
                in.find(name)
                        .orElseThrow(() -> new IllegalArgumentException("there is no " + name));
        return Linker.nativeLinker().downcallHandle(symbol, how);
    }
}
