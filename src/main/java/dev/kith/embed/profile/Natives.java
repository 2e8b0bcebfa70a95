package dev.kith.embed.profile;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Prepares this JVM for DJL and ONNX Runtime. Both read system properties when their first class is
 * loaded; what the command line has set stays.
 */
public final class Natives {
    private static final String ORT_PATH = "onnxruntime.native.path";
    private static final String ORT_RESOURCES = "ai/onnxruntime/native/";

    /** What the libraries may do at all: no network, no telemetry, no thread pool of their own. */
    private static final Map<String, String> QUIET =
            Map.of(
                    "ai.djl.offline", "true",
                    "OPT_OUT_TRACKING", "true",
                    "ai.djl.onnx.disable_alternative", "true",
                    "ai.djl.onnxruntime.num_threads", "1",
                    "ai.djl.onnxruntime.num_interop_threads", "1");

    /** The version of oneDNN that Kith is built with. */
    public static final String ONE_DNN_VERSION = "3.11";

    private static final String DNN_FOLDER = "org/bytedeco/dnnl/linux-x86_64/";
    private static final String OPEN_MP = "libgomp.so.1";
    private static final String ONE_DNN = "libdnnl.so.3";

    private Natives() {}

    /**
     * The libraries of oneDNN.
     *
     * @param folder where both are
     * @param openMp what the other one loads
     */
    public record OneDnn(Path folder, Path openMp, Path oneDnn) {}

    /** Whether this build of Kith has oneDNN for this kind of machine. */
    public static boolean hasOneDnn() {
        return platform().equals("linux-x64") && Unpacked.exists(DNN_FOLDER + ONE_DNN);
    }

    /**
     * Unpacks oneDNN's libraries where they stay.
     *
     * @throws IllegalArgumentException if this build has none for this kind of machine
     */
    public static OneDnn prepareOneDnn(Path cache) {
        prepare(cache);
        if (!hasOneDnn()) {
            throw new IllegalArgumentException(
                    "this build of Kith has no oneDNN for " + platform());
        }
        Unpacked.Mark mark = Unpacked.mark(DNN_FOLDER + ONE_DNN);
        Path target = natives(cache).resolve("onednn-" + mark.hex());
        Path openMp = target.resolve(OPEN_MP);
        Path oneDnn = target.resolve(ONE_DNN);
        Unpacked.resource(DNN_FOLDER + OPEN_MP, Unpacked.mark(DNN_FOLDER + OPEN_MP), openMp);
        Unpacked.resource(DNN_FOLDER + ONE_DNN, mark, oneDnn);
        return new OneDnn(target, openMp, oneDnn);
    }

    /**
     * Sets where the tokenizer's native library is unpacked; call before anything of DJL.
     *
     * @param cache Kith's cache folder; libraries go to {@code natives} in it
     */
    public static void prepare(Path cache) {
        QUIET.forEach(Natives::setUnlessSet);
        setUnlessSet("DJL_CACHE_DIR", natives(cache).toString());
    }

    /**
     * Unpacks ONNX Runtime's libraries where they stay. On its own it would unpack them anew at
     * each start, and a killed process would leave them behind.
     */
    public static synchronized void prepareOnnxRuntime(Path cache) {
        prepare(cache);
        if (System.getProperty(ORT_PATH) != null) return;
        String folder = ORT_RESOURCES + platform() + "/";
        String runtime = System.mapLibraryName("onnxruntime");
        String bridge = System.mapLibraryName("onnxruntime4j_jni");
        if (!Unpacked.exists(folder + runtime) || !Unpacked.exists(folder + bridge)) return;
        Unpacked.Mark mark = Unpacked.mark(folder + runtime);
        Path target = natives(cache).resolve("onnxruntime-" + mark.hex());
        Unpacked.resource(folder + runtime, mark, target.resolve(runtime));
        Unpacked.resource(folder + bridge, Unpacked.mark(folder + bridge), target.resolve(bridge));
        System.setProperty(ORT_PATH, target.toString());
    }

    private static Path natives(Path cache) {
        return cache.toAbsolutePath().resolve("natives");
    }

    /** As ONNX Runtime names its folders, such as {@code linux-x64}. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }

    private static void setUnlessSet(String key, String value) {
        if (System.getProperty(key) == null) System.setProperty(key, value);
    }
}
