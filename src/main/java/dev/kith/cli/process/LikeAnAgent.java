package dev.kith.cli.process;

import dev.kith.cli.client.CommandFailed;
import dev.kith.cli.client.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Runs the command line again in a JVM that has an agent's flags: what is measured there is what an
 * agent does, whereas this one's JVM is made to start fast.
 */
public final class LikeAnAgent {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final String MAIN = "dev.kith.cli.Main";

    /** What the launcher said of the terminal. */
    private static final List<String> HANDED_ON =
            List.of("kith.terminal.out", "kith.terminal.err", "kith.terminal.columns");

    private LikeAnAgent() {}

    /** Whether this JVM has an agent's flags already. */
    public static boolean here() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    /**
     * Runs it to its end.
     *
     * @param arguments as they were given to this process
     * @param heap most memory for objects, as {@code -Xmx} has it
     * @param environment its KITH_OPTS are put behind the flags and so win over them
     * @return its exit code
     */
    public static int run(
            List<String> arguments, String heap, Map<String, String> environment, PrintStream err) {
        List<String> command = AgentFlags.java(List.of(), environment);
        command.add("-Xmx" + heap);
        for (String property : HANDED_ON) {
            command.add("-D" + property + "=" + System.getProperty(property, ""));
        }
        for (String flag : environment.getOrDefault("KITH_OPTS", "").split("\\s+", -1)) {
            if (!flag.isEmpty()) command.add(flag);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("KITH_LOG", "WARN");
        try {
            Process process = builder.start();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(process::destroy, "ending the benchmark"));
            copy(process.getErrorStream(), err);
            return process.waitFor();
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "cannot start Java: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.FAILED, "interrupted", e);
        }
    }

    /**
     * All but the first line where that only says that a module is young; at once, byte by byte.
     */
    private static void copy(InputStream from, PrintStream to) throws IOException {
        var head = new ByteArrayOutputStream();
        String warning = AgentFlags.INCUBATOR_WARNING;
        for (int next = from.read(); next >= 0; next = from.read()) {
            head.write(next);
            if (next == '\n' || !warning.startsWith(head.toString(StandardCharsets.UTF_8))) break;
        }
        String first = head.toString(StandardCharsets.UTF_8);
        if (first.startsWith(warning)) {
            for (int next = from.read(); next >= 0 && next != '\n'; next = from.read()) {}
        } else {
            to.write(head.toByteArray());
            to.flush();
        }
        byte[] piece = new byte[1024];
        for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
            to.write(piece, 0, count);
            to.flush();
        }
    }
}
