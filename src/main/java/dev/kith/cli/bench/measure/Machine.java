package dev.kith.cli.bench.measure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What it was measured on.
 *
 * @param cores processors that this process may use
 * @param memoryBytes of the machine, or of the container
 * @param processor its name, as far as the system tells
 * @param system name and release of the operating system
 * @param jvm name and version of the Java machine
 */
public record Machine(int cores, long memoryBytes, String processor, String system, String jvm) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String MODEL_NAME = "model name";

    /** This one. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                bean().getTotalMemorySize(),
                processorHere(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    /** How many threads wanted to run at once over the last minute; -1 where unknown. */
    public static double load() {
        return bean().getSystemLoadAverage();
    }

    private static OperatingSystemMXBean bean() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String processorHere() {
        String architecture = System.getProperty("os.arch");
        try {
            return Files.isReadable(CPU_INFO)
                    ? processor(Files.readAllLines(CPU_INFO), architecture)
                    : architecture;
        } catch (IOException e) {
            return architecture + " (" + e.getMessage() + ")";
        }
    }

    /** Of what Linux tells; {@code otherwise} where it does not. */
    static String processor(List<String> cpuInfo, String otherwise) {
        return cpuInfo.stream()
                .filter(line -> line.startsWith(MODEL_NAME) && line.contains(":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }

    ObjectNode json(double loadBegin, double loadEnd) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cores", cores)
                .put("memory_bytes", memoryBytes)
                .put("processor", processor)
                .put("system", system)
                .put("jvm", jvm)
                .put("load_begin", loadBegin)
                .put("load_end", loadEnd);
    }
}
