package dev.kith.cli.process;

import dev.kith.cli.archive.StartArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
     * This process's Java with an agent's flags; properties, class path and class follow.
     *
     * @param more flags; those of KITH_AGENT_OPTS win over them
     */
    static List<String> java(List<String> more, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(more);
        for (String flag : environment.getOrDefault("KITH_AGENT_OPTS", "").split("\\s+", -1)) {
            if (!flag.isEmpty()) command.add(flag);
        }
        return command;
    }
}
