package dev.kith.cli.process;

import dev.kith.cli.archive.StartArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How an agent's own JVM is started. */
public final class AgentFlags {
    private static final String MAIN = "dev.kith.node.Main";

    /** The JVM says this on every start; it tells a person nothing. */
    static final String INCUBATOR_WARNING = "WARNING: Using incubator modules";

    private static final List<String> JVM =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "--add-modules=jdk.incubator.vector",
                    "-Dai.djl.offline=true",
                    "-DOPT_OUT_TRACKING=true",
                    "-Dfile.encoding=UTF-8",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xmx1g");

    /** With so small a heap its pauses are short, and it takes the least memory for itself. */
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xms64m");

    /** Whoever gives another heap or collector is left to the JVM's own choice. */
    private static final Pattern OWN_MEMORY =
            Pattern.compile("-Xm[sx]|-XX:(Max|Initial|Min)(HeapSize|RAM)|-XX:[+]Use\\w+GC");

    private AgentFlags() {}

    /**
     * The command that starts an agent with the Java and the class path of this process.
     *
     * @param settings keys under {@code kith} and their values
     * @param environment its KITH_AGENT_OPTS are put behind the flags and so win over them
     */
    static List<String> command(
            Optional<Path> config, Map<String, String> settings, Map<String, String> environment) {
        List<String> command = java(StartArchive.flags(environment), environment);
        new TreeMap<>(settings).forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        config.ifPresent(file -> {
            command.add("--config");
            command.add(file.toString());
        });
        return command;
    }

    /**
     * This process's Java with an agent's flags; properties, class path and class follow. Without
     * other wishes it has a heap of at most 1 GiB and the collector that needs the least memory.
     *
     * @param more flags; those of KITH_AGENT_OPTS win over them
     */
    static List<String> java(List<String> more, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        String given = environment.getOrDefault("KITH_AGENT_OPTS", "");
        if (!OWN_MEMORY.matcher(given).find()) command.addAll(SMALL);
        command.addAll(more);
        for (String flag : given.split("\\s+", -1)) {
            if (!flag.isEmpty()) command.add(flag);
        }
        return command;
    }
}
